"""Names of months, of days of the week and of zones, as articles in some fifteen languages write them."""

from __future__ import annotations

_NAMES = {
    "en": "january february march april may june july august september october november december",
    "en short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "at": "jänner feber märz april mai juni juli august september oktober november dezember",
    "de short": "jan feb mrz apr mai jun jul aug sep okt nov dez",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "fr short": "janv févr mars avr mai juin juil août sept oct nov déc",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "es short": "ene feb mar abr may jun jul ago sept oct nov dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "it short": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "pt short": "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia",
    "pl bare": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik"
    " listopad grudzień",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta"
    " lokakuuta marraskuuta joulukuuta",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hu": "január február március április május június július augusztus szeptember október november december",
}

MONTHS: dict[str, int] = {
    name: number for names in _NAMES.values() for number, name in enumerate(names.split(), 1)
} | {"sept": 9}
"""Names in lower case; no name means two months in these languages."""

_DAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
poniedziałek wtorek środa czwartek piątek sobota niedziela
pondělí úterý středa čtvrtek pátek neděle
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona
torstaina perjantaina lauantaina sunnuntaina
pazartesi salı çarşamba perşembe cuma cumartesi pazar
понедельник вторник среда четверг пятница суббота воскресенье
"""
WEEKDAYS = frozenset(_DAYS.split())

_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GERMAN_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SPANISH_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
DAY_NUMBERS = {
    name: number
    for names in (_ENGLISH_DAYS, _GERMAN_DAYS, _FRENCH_DAYS, _SPANISH_DAYS)
    for number, name in enumerate(names)
}
"""Days that a relative date may name, Monday is 0 as in `datetime`."""

DAYS_AGO = {
    "today": 0, "yesterday": 1, "heute": 0, "gestern": 1, "vorgestern": 2, "aujourd'hui": 0, "hier": 1,
    "hoy": 0, "ayer": 1, "oggi": 0, "ieri": 1, "hoje": 0, "ontem": 1, "vandaag": 0, "gisteren": 1, "idag": 0,
    "igår": 1, "dziś": 0, "dzisiaj": 0, "wczoraj": 1, "bugün": 0, "dün": 1, "сегодня": 0, "вчера": 1,
}  # fmt: skip
"""Words for days near the one on which they were written."""

ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "EST": -300, "EDT": -240, "PST": -480, "PDT": -420, "CET": 60, "CEST": 120,
    "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180, "JST": 540, "MSK": 180, "AEST": 600, "AEDT": 660,
}  # fmt: skip
"""Minutes ahead of UTC. Names that mean several zones (BST, CST, IST) or change with the season (ET) lack."""


def is_weekday(word: str) -> bool:
    """Tell whether a word is the name of a day of the week."""
    return word.lower().strip(".,") in WEEKDAYS
