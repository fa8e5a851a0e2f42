"""Names of people and of agencies, as bylines have them."""

from __future__ import annotations

import re

from artikit.ingest.wording.words import is_wide

_AGENCIES = """
reuters | ap | the associated press | associated press | afp | agence france-presse | dpa | upi | ansa |
efe | tass | itar-tass | interfax | xinhua | kyodo | kyodo news | pa | pa media | press association |
bloomberg | bloomberg news | ani | pti | press trust of india | anadolu agency | anadolu ajansı | aa |
lusa | belga | anp | apa | apa-ots | sda | keystone-sda | ats | ritzau | ntb | tt | stt | pap | čtk |
mti | agerpres | ria novosti | ukrinform | yonhap | jiji press | jiji | aap | the canadian press | the
conversation | ap news | cp | epd | kna | afp-jiji | ians | agencia efe | europa press | notimex |
agência brasil | agência lusa | adnkronos | agi | iha | dha | 共同通信 | 時事通信 | タス通信 | reuters staff
| afp
staff | ap staff | agencies | agenturen | agences | agencias
"""
AGENCIES = frozenset(name.strip() for name in " ".join(_AGENCIES.split()).split("|"))
"""What bylines and datelines call a news agency; in lower case."""

_SMALL = """
de del della dello degli dei di da dos das do du des d' la le les van von vom zu zum zur der den het ten
ter te af av und y e i bin ibn al el ben abu st mac mc op 't o' san santa dal al- el-
"""
_PARTICLES = frozenset(_SMALL.split())

_COMMON = """
staff writer reporter reporters correspondent correspondents editor editors editorial board desk team
agency agencies news newsroom service bureau times post press media images photo photos picture pictures
politics business sports sport world europe asia africa america opinion analysis comment culture science
technology health travel money home local national international breaking live updated published posted
print share menu search subscribe newsletter advertisement contact about read more related street road
avenue city county north south east west middle new united university institute ministry department
office council government party school company group limited inc ltd january february march april may
june july august september october november december monday tuesday wednesday thursday friday saturday
sunday climate change energy environment life style fashion food drink law crime court courts justice
war peace economy economics finance markets tech education family weather traffic letters obituaries
obituary books book film films music theatre arts art design history religion faith nature animals
gardening motoring cars property jobs special report investigation exclusive feature features column
profile interview review video audio podcast podcasts gallery quiz crossword puzzle games football
cricket rugby tennis golf racing cycling athletics olympics premier league champions cup final budget
election elections vote brexit covid coronavirus pandemic human rights social public private global
regional community royal royals royalty security defence defense foreign affairs state states federal
town village green blue red white black early late next last first second third good bad big small long
short high low old young open free full part one two three most best worst all from into over under
after before with without for against our your their his her my its no not only this that these those is
are was were be been have has had klima wetter verkehr spiele leserbriefe kommentar leitartikel
reportage porträt gastbeitrag serie thema hintergrund überblick redaktion nachrichten politik wirtschaft
kultur wissen panorama meinung rédaction politique économie monde société redacción redazione redação
redactie redaktionen redakcja noticias sociedad economía cultura deportes internacional nacional cronaca
politica esteri economia sociedade mundo desporto cultuur binnenland buitenland actualités région stadt
land welt reise by af av par por door przez guest author contributor services wire web traducción
traduction traduzione tradução übersetzung vertaling fotografía ilustración entrevista reportaje
the a an how why what when where who
herald gazette ledger tribune chronicle observer courier telegraph guardian sentinel bulletin dispatch
examiner daily weekly facebook twitter whatsapp sms email telegram linkedin pinterest reddit instagram
issued compiled prepared produced edited translated designed directed curated herausgegeben veröffentlicht
erstellt bearbeitet übersetzt publié édité rédigé traduit préparé publicado editado redatto uitgegeven
ihr ihre unser unsere euer eure votre vos your
nostra nostro notre nuestra nuestro nossa nosso inviata inviato
"""
NO_NAMES = frozenset(_COMMON.split())
"""Words of lines that are like names and are none."""

_TOWNS = """
new york | hong kong | los angeles | san francisco | united states | united kingdom | south africa |
saudi arabia | new zealand | north korea | south korea | sri lanka | costa rica | puerto rico | cape
town | tel aviv | kuala lumpur | buenos aires | rio de janeiro | são paulo | mexico city | ho chi minh |
st petersburg | las vegas | abu dhabi | nord stream | white house | middle east | el salvador | sierra
leone | burkina faso | new delhi | addis ababa | san diego | den haag | santa cruz
"""
_PLACES = frozenset(name.strip() for name in " ".join(_TOWNS.split()).split("|"))
PAPER = re.compile(
    r"(?i)\b(?:news|times|post|herald|gazette|ledger|tribune|journal|chronicle|observer|courier|daily|weekly|today|mail"
    r"|press|star|sun|globe|standard|mirror|echo|express|telegraph|guardian|examiner|register|review|magazine|mercury|argus"
    r"|sentinel|record|bulletin|dispatch|independent|bote|journal|dagen|tidende|posten|bladet|avis(?:en|a)?"
    r"|\w*(?:zeitung|nachrichten|anzeiger|kurier|rundschau|amtsblatt|mitteilungsblatt|gemeindeblatt|tage?blatt|abendblatt|wochenblatt|morgenpost|abendpost)"
    r"|\w+(?:tidning(?:en)?|tidende|dagblad(?:et)?|posten|bladet|sanomat|lehti)"
    r"|gazette|dépêche|voix|écho|courrier|diario|correo|heraldo|gaceta|noticias|periódico|corriere|gazzetta|giornale|messaggero|notizie"
    r"|jornal|correio|folha|diário|notícias|dagblad|courant|nieuws|gazeta|kurier|dziennik|głos|noviny|deník|listy"
    r"|gazetesi|postası|ziarul|monitorul|jurnalul|hírlap|radio|tv|magazin|online|portal)\b"
    r"|(?:新聞|日報|時報|新報|通信|日报|晚报|时报|新闻网|일보|신문|뉴스|газета|вестник|новости|вісник|новини|ведомости|صحيفة|جريدة)"
)
"""Words in the names of papers and stations."""

_DESK = re.compile(r"[a-z]{2,4}\Z")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‑])*\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}\Z")
_WIDE_NAME = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff々]{2,6}(?:[\s\u3000・][\u3040-\u30ff\u3400-\u9fff々]{1,6})?\Z"
)
_WIDE_WORD = re.compile(
    r"(?:記事|特集|連載|社説|速報|写真|動画|一覧|新聞|通信|社会|経済|政治|国際|文化|地域|ニュース|コラム|解説|会員|有料|无料|新闻|人物|评论|社会|财经|时事)\Z"
)
"""Ends of words of Chinese signs that are no names."""


_HANGUL_NAME = re.compile(r"[가-힣]{2,4}\Z")


def is_agency(text: str) -> bool:
    """Tell whether a text names a news agency."""
    return text.strip(" .,()").lower() in AGENCIES


def agency_in(text: str) -> str:
    """The agency that a text names, without the sign of its desk as in `dpa/lno`; empty if it names none."""
    agency, slash, desk = text.strip().partition("/")
    if is_agency(text) or (slash and is_agency(agency) and _DESK.match(desk)):
        return agency.strip() if slash and not is_agency(text) else text.strip()
    return ""


def is_name(text: str, *, most: int = 5) -> bool:
    """Tell whether a text is like the full name of a person: two words at least, with capitals, no digits."""
    text = text.strip()
    if is_wide(text):
        return bool(_WIDE_NAME.match(text)) and not _WIDE_WORD.search(text)
    if _HANGUL_NAME.match(text):
        return True
    words = text.split()
    if not 2 <= len(words) <= most or len(text) > 60 or text.lower() in _PLACES:
        return False
    full = 0
    for number, word in enumerate(words):
        bare = word.lower().strip(".,")
        if bare in NO_NAMES:
            return False
        if bare in _PARTICLES and 0 < number < len(words) - 1:
            continue
        if number == 0 and bare in ("de", "van", "von", "al", "el", "la", "le", "o'") and len(words) > 2:
            continue
        if not (_WORD.match(word) or _INITIAL.match(word)) or not word[0].isupper():
            return False
        if word.endswith(".") and not _INITIAL.match(word) and bare not in ("jr", "sr", "dr", "prof"):
            return False
        full += len(word) > 1 and not _INITIAL.match(word)
    return full > 0 and not _INITIAL.match(words[-1])


def cased(name: str) -> str:
    """Write a name in capitals as names are written: `PRIYA RAMAN` is Priya Raman."""
    if not name.isupper() or len(name) < 5:
        return name
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)
