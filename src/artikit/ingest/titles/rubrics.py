"""Lines above a headline that name a series, a regular column, or who paid for it."""

from __future__ import annotations

import re

_GENRE = (
    r"interviews?|entretien|entrevista|intervista|rozhovor|rozmowa|wywiad|haastattelu|gespräch|vraaggesprek"
    r"|reportage|reportaje|reportagem|reportaż|reportáž|portrait|porträt|portret|retrato|ritratto|profile|profil"
    r"|column|columna|coluna|kolumne|kolumni|krönika|kronikk?a?|chronique|cronaca|crónica|felieton|fejeton|glosse|rubrica|rubrique"
    r"|rezension|buchkritik|recension|recensie|critique|reseña|recensione|resenha|anmeldelse|recenzja|recenze|arvostelu|kritik"
    r"|репортаж|интервью|колонка|рецензия|мнение|очерк|röportaj|söyleşi|köşe\syazısı"
    r"|series|serie|série|seria|serial|sarja|diary|notebook|tagebuch|essay|dossier|spotlight|briefing|explainer|q&a"
)
_SERIES = re.compile(
    r"(?i)[^.?!]{3,70}?[\s,:(–—|-]+(?:part|episode|chapter|teil|folge|kapitel|partie|épisode|volet|parte|capítulo|puntata|deel|aflevering|del|część|odcinek|díl|část|osa|часть|bölüm|no\.?|nr\.?)"
    r"\s?(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|eins|zwei|drei|vier|fünf)(?:\s?(?:/|of|von|de|di|van|av|af)\s?\d{1,3})?\W*\Z"
)
_NUMBERED = re.compile(
    r"(?i)(?:(?:research|policy|technical|annual|special)\s)?(?:report|paper|bulletin|circular|notice|press\srelease|briefing|rapport|bericht|informe|relatório|rapporto|raport)\s(?:no\.?|nr\.?|n°|nº|number|#)\s?[\d/.-]+\Z"
    r"|(?:[^\W\d_]+\s){1,4}(?:no\.?|nr\.?|n°|nº|№|#)\s?\d{1,4}[/-]\d{1,4}\Z"
)
_PAID = re.compile(
    r"(?i)(?:(?:sponsored|presented|paid\sfor|brought\sto\syou|powered)\s(?:content\s)?by|in\s(?:association|partnership|cooperation)\swith|(?:paid|partner|branded|advertiser)\scontent|paid\spost|advertisement\sfeature|advertorial"
    r"|eine\sanzeige\svon|anzeige\s?:|in\szusammenarbeit\smit|en\spartenariat\savec|contenu\s(?:sponsorisé|partenaire)|contenido\spatrocinado|contenuto\ssponsorizzato|conteúdo\spatrocinado|in\ssamenwerking\smet|annonsørinnhold|annons\sfrån)\b"
)
_LED = re.compile(rf"(?i)(?:(?:the|das|die|der|la|le|l['’]|el|il|lo|o|a|het|de)\s?)?(?:{_GENRE})(?=\s|\Z)")
_CLOSED = re.compile(rf"(?i)\b(?:{_GENRE})\Z")
_OWNED = re.compile(
    r"(?i)(?:(?:the|la|le|il|el|a|o)\s)?(?:\w+\s)?(?:column|columna|coluna|kolumne|chronique|rubrica|rubrique|crónica|interview|gespräch)\s(?:de|du|des|di|da|do|von|by|of|van|av|d['’])\s?\S+"
)
_GENRES = re.compile(
    rf"(?i)(?:{_GENRE}|(?:book|film|music|theatre|concert)?\s?reviews?|opinion|opinión|opinião|meinung|tribune)\Z"
)
_SMALL = 3
_WORDS = 6
"""Words that such a line may have."""
_KINDS = (
    r"authority|agency|council|university|institute|ministry|department|foundation|association|society|trust|board"
    r"|commission|federation|stiftung|universität|hochschule|ministerium|verein|verband|stadtwerke|universidad|università"
)
_HOUSE = re.compile(
    rf"(?i)(?:[^\W\d_][\w'’&-]*\s){{1,5}}(?:{_KINDS})\Z"
    r"|(?:university|ministry|department|office|city|town|county|bank|institute|society)\sof\s(?:the\s)?\S+(?:\s\S+)?\Z"
    r"|(?:stadt|gemeinde|landkreis|universität|ville\sde|mairie\sde|préfecture\sde|université\sde|ayuntamiento\sde|universidad\sde|comune\sdi|università\sdi|câmara\smunicipal\sde|gemeente|urząd\smiasta)\s\S+(?:\s\S+)?\Z"
)


def is_house_line(text: str) -> bool:
    """Tell whether a line is nothing but the name of an office or a society."""
    large = all(word[0].isupper() or len(word) <= _SMALL for word in text.split())
    return large and bool(_HOUSE.match(text))


def is_paid(text: str) -> bool:
    """Tell whether a line says who paid for what stands below it."""
    return bool(_PAID.match(text))


def is_numbered(text: str) -> bool:
    """Tell whether a line is nothing but the number of a report."""
    return bool(_NUMBERED.match(text))


def is_rubric(text: str) -> bool:
    """Tell whether a line may name a series or a regular column: `Quiet trades, part 4`."""
    if _SERIES.match(text):
        return True
    words = text.split()
    if len(words) > _WORDS or text.endswith(("?", "!")) or ": " in text:
        return False
    rest = [word for word in words if len(word) > 3]
    titled = all(word[0].isupper() or not word[0].isalpha() for word in rest[1:])
    return bool(_OWNED.match(text)) or (titled and bool(_LED.match(text) or _CLOSED.search(text)))


def is_genre(text: str) -> bool:
    """Tell whether a line is nothing but the kind of an article, as `Rezension`."""
    return bool(_GENRES.match(text))
