"""Which language a text is in: by its script, else by its most common words; unset when unsure."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from artikit.ingest.confidence import LIKELY, STATED

_COMMON = {
    "en": """
        the of and to in is that it was for on are with as his they at be this from have or by had not
        but what were we when your can said there an which she do their will would about has more been
        its who after
    """,
    "de": """
        der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden
        aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben
        nur oder aber vor zur bis mehr durch
    """,
    "fr": """
        le la les et des en du une un que est dans qui pour par au sur il pas plus ce avec ne se sont
        cette mais on ou ont leur son été aux d'un deux elle comme après qu'il nous c'est entre
    """,
    "es": """
        el la de que y en los del se las por un para con una su al lo como más o pero sus le ha me si
        sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde
        está
    """,
    "pt": """
        o a os de que e do da em um para com não uma as se na por mais dos como mas ao ele das à seu sua
        ou quando muito nos já está eu também só pelo pela até isso ela entre depois sem mesmo aos são
        foi ter anos
    """,
    "it": """
        il di che e la in un per è con non una i si da al le dei del come nel alla più della sono lo gli
        ha anche ma o su delle dal ai questo loro dalla nella due essere stato era hanno degli ci perché
        anni
    """,
    "nl": """
        de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit door
        over tot die naar heeft hij ze wordt worden deze was werd nog wel geen meer zich kan jaar haar
        zijn hun
    """,
    "sv": """
        och att det som en på är av för med den till inte har de ett om var jag men sig från vi så kan
        när år under efter eller nu sin där vid mot ska skulle kommer ut mycket också blev hade
    """,
    "da": """
        og at det en er den til på som for med der af ikke de har et var jeg men sig fra vi så kan når
        år efter eller nu ved skal ville kom ud meget også blev havde hvor efter mere over bliver være
        af
    """,
    "no": """
        og at det en er den til på som for med der av ikke de har et var jeg men seg fra vi så kan når
        år etter eller nå ved skal ville kom ut mye også ble hadde hvor mer over blir være etter noe
    """,
    "fi": """
        ja on ei se että oli ovat hän mutta joka kun myös sen niin tai ole kuin vain jo mukaan ollut
        sekä voi mitä vuoden jos nyt hänen olla jälkeen siitä
    """,
    "pl": """
        w i na z do się nie że jest to o po za od jak przez dla ale są co jego czy tym był oraz roku już
        który która które tego ich być tylko może ma było jej tak lat
    """,
    "cs": """
        a v se na je že to s z do o i ve jako za by si po ale od k které který která jsou byl pro tak
        podle jeho bude až už která nebo jen jak před bylo také
    """,
    "tr": """
        ve bir bu da de için ile olarak çok daha gibi olan sonra kadar var en ne o ancak ama her ise iki
        yeni değil olduğu dedi göre büyük üzerinde tarafından
    """,
    "ro": """
        și de în a la cu pe că nu un o este din care pentru ce mai au fost se sunt sau prin dar după fi
        ca lui între această
    """,
    "hu": """
        a az és hogy nem is egy volt meg de ez csak már ki el még azt mint vagy van lesz ezt után
        szerint pedig több között
    """,
    "id": """
        yang dan di untuk dengan pada ini dari dalam tidak akan itu adalah ke juga telah oleh sebagai
        bisa mereka karena ada tersebut saat
    """,
    "ru": """
        и в не на что с он как по это из но к у от за его для а так же все было был она они мы то при
        года будет есть до который если после
    """,
    "uk": """
        і в не на що з він як це до за та у від для його але так же все було був вона вони ми при року
        буде є який якщо після
    """,
    "bg": """
        и на в да за не се от по че с това са като до е си след при които но беше или ще има към
    """,
}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0621-\u064a]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
"""Scripts that one language in the main is written in, in the order in which they tell."""

_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_READ = 20_000
"""Characters that are looked at."""
_LEAST_SIGNS = 5
_LEAST = 5
"""Common words that must be found."""
_SHARE = 0.12
"""Share of common words in running text; articles have 0.25 to 0.5 in their own language."""
_LEAD = 1.12
"""How many times as many as in the next best language."""
_NOT_ARABIC = re.compile("[پچژگٹڈڑے]")
"""Letters that Persian, Urdu and others have, and Arabic has not."""


class Guess(NamedTuple):
    """A language as BCP 47 writes it, and how sure that is; or why there is none."""

    language: str
    confidence: float
    reason: str = ""


def language_of(text: str) -> Guess:
    """Tell the language of a text."""
    text = text[:_READ]
    letters = sum(map(str.isalpha, text))
    if not letters:
        return Guess("", 0.0, "there are no words")
    for language, script in _SCRIPTS:
        count = len(script.findall(text))
        if count >= (0.05 if language == "ja" else 0.3) * letters and count >= _LEAST_SIGNS:
            if language == "ar" and _NOT_ARABIC.search(text):
                return Guess("", 0.0, "several languages are written in Arabic letters")
            return Guess(language, STATED)
    words = Counter(_WORD.findall(text.lower().replace("’", "'")))
    total = words.total()
    scores = Counter({one: sum(words[word] for word in common) for one, common in _WORDS.items()})
    (best, count), (second, next_count) = scores.most_common(2)
    if count < _LEAST:
        return Guess("", 0.0, f"too few words ({total}) to tell the language")
    if count < _SHARE * total:
        return Guess("", 0.0, "hardly a word is common in any language that is known here")
    if count < _LEAD * next_count:
        found = _by_marks(best, second, text)
        if found:
            return Guess(found, LIKELY)
        return Guess("", 0.0, f"it may be `{best}` or `{second}`")
    return Guess(best, STATED if count > 2 * next_count or count > 40 else LIKELY)


_OWN = {
    frozenset(("da", "no")): (
        (
            "da",
            r"\b(?:af|efter|blev|kommunen\sog|nu|ud|meget|været|mellem|hvad|dig|mig|sig|brædder|åbner|selv|nogle|oplyser|uge)\b",
        ),
        ("no", r"\b(?:av|etter|ble|nå|ut|mye|vært|mellom|hva|deg|meg|seg|noen|uke|opplyser|kommunen\sog)\b"),
    ),
}


def _by_marks(one: str, other: str, text: str) -> str:
    """Tell two close languages apart by words that only one of them has."""
    marks = _OWN.get(frozenset((one, other)))
    if marks is None:
        return ""
    counts = [(len(re.findall(pattern, text.lower())), language) for language, pattern in marks]
    (most, best), (least, _) = sorted(counts, reverse=True)
    return best if most > least else ""
