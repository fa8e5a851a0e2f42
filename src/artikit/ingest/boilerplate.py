"""Furniture of pages: what stands around an article, in many of its copies too, and is no part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from artikit.ingest.plain import folded
from artikit.ingest.words import is_caps, size_of

if TYPE_CHECKING:
    from artikit.ingest.draft import Draft

_WHOLE = re.compile(
    r"""(?:
    share|tweet|e-?mail|print|copy\slink|whatsapp|facebook|twitter|x|linkedin|pinterest|reddit|telegram|save|bookmark|listen|menu
    |search|home|log\sin|login|sign\sin|sign\sup|register|subscribe|subscribe\snow|donate|skip\sto\s(?:main\s)?content|close|back
    |back\sto\stop|top|next|previous|load\smore|show\smore|see\smore|view\scomments?|comments?(?:\s\(\d+\))?|\d+\scomments?|sent\sfrom\smy\s\w+(?:\s\w+)?|gesendet\svon\smeinem\s\w+|leave\sa\scomment
    |accept(?:\sall(?:\scookies)?)?|reject\sall|manage\s(?:preferences|cookies|options)|cookie\s(?:settings|policy)|privacy\spolicy
    |terms\s(?:of\s(?:use|service)|and\sconditions)|contact(?:\sus)?|about\sus|advertise(?:\swith\sus)?|rss
    |advert(?:isement)?s?|sponsored(?:\scontent)?|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|annonce|reklama|reklam|annons|реклама
    |teilen|drucken|merken|kommentieren|kommentare|zur\sstartseite|startseite|newsletter|partager|imprimer|commenter|s'abonner|abonnez-vous|accueil
    |compartir|imprimir|comentar|suscribirse|suscríbete|condividi|stampa|iscriviti|partilhar|compartilhar|comentários|delen|afdrukken|del|dela|udostępnij|paylaş|поделиться
    |シェア|ツイート|印刷|メールで送る|広告|share\sthis(?:\s(?:article|story|page|post))?|print\sthis(?:\s(?:article|page))?
    |listen\sto\sthis\sarticle|gift\sthis\sarticle|add\sto\s(?:favourites|favorites)|play|pause|mute|video|loading
    |photo\sgallery|\d+\s(?:min|minutes?)(?:\sread)?|enter\syour\s(?:e-?mail(?:\saddress)?)|your\se-?mail(?:\saddress)?
    |for\simmediate\srelease|(?:press|news|media)\srelease|(?:presse|medien)mitteilung|communiqué(?:\sde\spresse)?|(?:comunicado|nota)\sde\s(?:prensa|imprensa)|comunicato\sstampa|persbericht|pressemeddelelse|pressmeddelande|zur\ssofortigen\sveröffentlichung|story\scontinues(?:\sbelow)?|article\scontinues\s(?:below|after\sadvertisement)
    |continue\sreading(?:\sbelow)?|page\s\d+(?:\s(?:of|/)\s\d+)?|seite\s\d+(?:\svon\s\d+)?|-\s?\d{1,3}\s?-|\#{3}|-30-|ends|-?ends-?
    )\W{0,3}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""Lines that are nothing else."""

_BEGINS = re.compile(
    r"""(?:
    share\s(?:on|via|this)\b|tweet\sthis|follow\s(?:us|our)\b|like\sus\son|join\sus\son|click\shere\b|tap\shere\b
    |(?:please\s)?(?:sign\sup|subscribe|register)\s(?:for|to|now|today|here)\b|get\s(?:our|the\slatest)\b.*(?:newsletter|inbox|alerts?|headlines)
    |we\suse\scookies|this\s(?:web)?site\suses\scookies|by\scontinuing\sto\s(?:browse|use)|we\scare\sabout\syour\sprivacy
    |read\s(?:more|also|next|the\sfull\sstory|full\sarticle)\b\s*(?:[:|»>–-]|\Z)|see\salso\s*[:|–-]|related(?:\s(?:article|story|stories|content|link|coverage))?s?\s*:|also\sread\s*[:|–-]|more\s(?:on|from)\s(?:this|the)\b
    |our\sstandards\s*:|don'?t\smiss\s*[:|–-]|recommended\s*[:|–-]|you\smay\salso\slike|download\s(?:our|the)\sapp|support\s(?:our|us|independent)\b.*(?:journalism|today)
    |this\s(?:article|content)\sis\s(?:only\s)?(?:for|available\sto)\ssubscribers|to\scontinue\sreading|already\sa\s(?:subscriber|member)
    |you\shave\s(?:reached|read|\d+)\b.*(?:article|limit)|create\s(?:a|your)\sfree\saccount|unlock\sthis\sarticle|start\syour\s(?:free\s)?(?:trial|subscription)
    |(?:estimated\s)?reading\stime\b|temps\sde\slecture|lesezeit|tiempo\sde\slectura|tempo\sdi\slettura|tempo\sde\sleitura|leestijd|læsetid|lästid|czas\sczytania|okuma\ssüresi|время\sчтения
    |lesen\ssie\s(?:auch|mehr|dazu)|mehr\szum\sthema|auch\sinteressant|zum\sthema\s*:|melden\ssie\ssich\b.*newsletter|(?:jetzt\s)?newsletter\s(?:abonnieren|bestellen)|abonnieren\ssie|wir\sverwenden\scookies|diese(?:r)?\s(?:web)?(?:seite|site|artikel)\s(?:verwendet\scookies|ist\snur\sfür)
    |(?:à\s)?lire\s(?:aussi|également|la\ssuite)|voir\saussi\s*:|partager\s(?:sur|par|cet)|envoyer\spar\s(?:mail|e-?mail)|inscrivez-vous|abonnez-vous|nous\sutilisons\sdes\scookies|sur\sle\smême\ssujet|cet\sarticle\sest\sréservé
    |(?:le[ae]|leer|lee)\s(?:también|más|además)|te\spuede\sinteresar|compartir\s(?:en|por)|suscríbete|suscríbase|regístrate|utilizamos\scookies|usamos\scookies|síguenos
    |leggi\sanche|leggi\stutto|condividi\ssu|iscriviti\salla|utilizziamo\si?\s?cookie|seguici\s
    |leia\s(?:também|mais)|saiba\smais\s*[:|–-]|partilhar\s(?:no|por)|compartilhe|assine\s|subscreva|siga-nos|utilizamos\scookies
    |lees\s(?:ook|meer|verder)|deel\s(?:op|dit)|meld\sje\saan|schrijf\sje\sin|wij\sgebruiken\scookies|volg\sons
    |læs\s(?:også|mere)|del\spå|tilmeld\sdig|les\s(?:også|mer)|følg\soss|meld\sdeg\spå|läs\s(?:även|mer|också)|dela\spå|prenumerera\s
    |(?:czytaj|przeczytaj|zobacz)\s(?:także|też|również|więcej)|udostępnij\s|zapisz\ssię|ta\sstrona\sużywa
    |ayrıca\soku|bunu\sda\soku|ilgili\shaber|haberin\sdevamı|abone\sol|bültenimize|twitter'da\spaylaş|facebook'ta\spaylaş
    |читайте\sтакже|подпи(?:сывайтесь|шитесь)|поделиться\sв|мы\sиспользуем\s
    |関連記事|あわせて読みたい|この記事をシェア|続きを読む|会員登録
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Beginnings of short lines that invite to something else."""

_LISTS = re.compile(
    r"""(?:
    related(?:\s(?:articles?|stories|topics|content|links?|coverage|news|posts?|reading))?|most\s(?:read|popular|viewed|shared)|more\s(?:stories|news|articles|from\s.{2,40}|on\sthis\s(?:story|topic))
    |trending(?:\snow)?|editor'?s'?\s(?:picks?|choice)|latest(?:\s(?:news|stories))?|recommended(?:\sfor\syou)?|you\smay\salso\slike|what\sto\sread\snext|read\s(?:more|next|also)
    |topics|tags|share\sthis|follow\sus|in\sthis\ssection|also\sin\sthis\ssection|popular\sstories
    |mehr\szum\sthema|meistgelesen|das\skönnte\ssie\s(?:auch\s)?interessieren|verwandte\s(?:artikel|themen)|weitere\s(?:artikel|themen|meldungen)|schlagw[oö]rt(?:er)?
    |à\slire\saussi|lire\saussi|les\splus\slus|articles?\sliés?|sur\sle\smême\s(?:sujet|thème)
    |lo\smás\s(?:leído|visto)|noticias\srelacionadas|te\spuede\sinteresar|más\snoticias|leggi\sanche|i\spiù\sletti|articoli\scorrelati|potrebbe\sinteressarti
    |leia\s(?:também|mais)|mais\slidas|notícias\srelacionadas|artigos\srelacionados|lees\sook|meest\sgelezen|gerelateerd(?:e\sartikelen)?|læs\sogså|mest\slæste|les\sogså|mest\slest|läs\s(?:även|mer)|mest\slästa
    |czytaj\s(?:także|też)|najczęściej\sczytane|powiązane(?:\sartykuły)?|ilgili\shaberler|en\sçok\sokunan(?:lar)?|читайте\sтакже|похожие\s(?:новости|материалы)|самое\sчитаемое|関連記事|人気記事|ランキング
    )\s*:?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""Headings of lists of other articles."""

_PAGE = re.compile(r"-\s?\d{1,3}\s?-\Z")
_TRAIL = re.compile(r"[^>»›/|]{2,40}(?:\s[>»›]\s[^>»›|]{2,40}){1,5}\Z")
_LONGEST = 220
_OUTER = 6
"""Blocks from the end of a text among which a line of topics stands."""
_SEVERAL = re.compile(r"\s*[|·•/,]\s*")


def is_label_line(text: str) -> bool:
    """Tell whether a line is furniture, a label at most."""
    return bool(_WHOLE.match(text) or _TRAIL.match(text) or (len(text) <= _LONGEST and _BEGINS.match(text)))


_TOPICS = re.compile(
    r"(?i)(?:tags?|topics?|keywords?|filed\sunder|related\stopics|schlagw[oö]rt(?:er|e)?|stichw[oö]rt(?:er|e)?|themen|mots-clés|étiquettes"
    r"|etiquetas|palabras\sclave|temas|parole\schiave|argomenti|palavras-chave|trefwoorden|emneord|etiketter|tagi|etiketler|теги)\s*[:：]\s*\S"
)


def find_boilerplate(draft: Draft) -> None:
    """Take furniture: share buttons, invitations, notices of cookies, trails of sections, other articles."""
    last = len(draft.blocks)
    for at in list(draft.free()):
        block = draft.blocks[at]
        text = block.text
        if block.kind in ("code", "table") or at in draft.taken:
            continue
        if block.kind == "rule":
            continue
        if size_of(text) <= _LONGEST and (
            _PAGE.match(draft.raw(at))
            or _WHOLE.match(text)
            or _TRAIL.match(text)
            or _BEGINS.match(text)
            or _is_row(text)
        ):
            draft.take(at, "boilerplate")
        if at >= last - _OUTER and len(text) <= _LONGEST and _TOPICS.match(text):
            draft.take(at, "line of topics")
        if _LISTS.match(text) and at:
            end = _end_of_list(draft, at + 1)
            if end > at + 1 or at == last - 1:
                for other in range(at, end):
                    draft.take(other, "list of other articles")


def _is_row(text: str) -> bool:
    """Tell whether a line is a row of buttons: `Share | Tweet | Print`."""
    if len(text) > 120:
        return False
    parts = [part for part in _SEVERAL.split(text) if part]
    return len(parts) > 1 and all(_WHOLE.match(part) for part in parts)


def _end_of_list(draft: Draft, at: int) -> int:
    """Where a list of short lines or items ends; what follows a blank line and is prose is none of it."""
    items = 0
    while at < len(draft.blocks):
        block = draft.blocks[at]
        listed = block.kind in ("bullet", "number") or (block.kind == "heading" and block.level > 2)
        short = (
            block.kind == "paragraph" and size_of(block.text) <= 110 and not block.text.endswith((".", "!"))
        )
        if not (listed or (short and (not block.loose or items == 0 or _all_short(draft, at)))):
            break
        if is_caps(block.text) and block.loose:
            break
        items += 1
        at += 1
    return at


def _all_short(draft: Draft, at: int) -> bool:
    """Tell whether nothing but short lines follows: the list is the end of the text."""
    return (
        all(size_of(block.text) <= 110 for block in draft.blocks[at : at + 12])
        and len(draft.blocks) - at <= 12
    )


def find_running_headers(draft: Draft) -> None:
    """Take headers and footers of pages that stand in the middle of a text, and the numbers of pages."""
    for at in list(draft.free(draft.title_at + 1)):
        block = draft.blocks[at]
        if block.text.isdigit() and len(block.text) <= 3 and block.kind == "paragraph" and block.loose:
            draft.take(at, "number of a page")
    around = _neighbours(draft)
    seen: dict[str, list[int]] = {}
    for at in around:
        block = draft.blocks[at]
        if block.kind in ("heading", "paragraph") and size_of(block.text) <= _HEADER:
            seen.setdefault(_unnumbered(block.text), []).append(at)
    repeated = {key for key, several in seen.items() if len(several) > 1}
    cut = {key for key in repeated if any(_is_cut(draft, around[at]) for at in seen[key])}
    titles = [at for at in around if at > draft.title_at and draft.blocks[at].kind == "heading"]
    mixed = any(not is_caps(draft.blocks[at].text) for at in titles)
    for key, several in seen.items():
        for at in several:
            known = {"repeated": key in repeated, "cut": key in cut, "mixed": mixed}
            if at > draft.title_at and _is_header(draft, at, around[at], **known):
                draft.take(at, "running page header")
                if draft.blocks[at].kind == "heading":
                    _name_series(draft, at)


_HEADER = 80
"""Characters that a running page header may have."""


def _neighbours(draft: Draft) -> dict[int, tuple[int, int]]:
    """Name for each block the one before it and the one behind it, -1 at the ends."""
    free = list(draft.free())
    return {
        at: (before, after) for before, at, after in zip([-1, *free], free, [*free[1:], -1], strict=False)
    }


def _is_header(
    draft: Draft, at: int, around: tuple[int, int], *, repeated: bool, cut: bool, mixed: bool
) -> bool:
    """Tell whether a line is on top of pages: repeated in capitals, or in the middle of a sentence."""
    block = draft.blocks[at]
    if block.kind == "paragraph":
        plain = size_of(block.text) >= 8 and block.loose and not block.text.endswith((":", ".", "?", "!"))
        return plain and repeated and (cut or is_caps(block.text))
    if not (is_caps(block.text) and mixed and len(block.text.split()) <= 6):
        return False
    after = around[1]
    headed = after >= 0 and draft.blocks[after].kind == "heading"
    return repeated or (headed and block.level <= draft.blocks[after].level) or _is_cut(draft, around)


def _is_cut(draft: Draft, around: tuple[int, int]) -> bool:
    """Tell whether a sentence goes on behind a line."""
    before, after = around
    if before < 0 or after < 0:
        return False
    return draft.blocks[after].kind == "paragraph" and draft.blocks[after].text[:1].islower()


def _unnumbered(text: str) -> str:
    """Fold a line, without the number of the page at either end of it."""
    return folded(folded(text).strip("0123456789|-·• "))


_SERIES = re.compile(
    r"(?P<name>[A-Z][A-Z&.\s]*?[A-Z])\s*(?:[|:·–-]\s*)?(?:SPOTLIGHT|BULLETIN|BRIEF(?:ING)?|PAPER|REPORT|COMMENTARY|REVIEW|ANALYSIS|"
    r"POLICY\s(?:BRIEF|PAPER)|WORKING\sPAPER|STRATEGIC\sFILE|COMMENT|INSIGHT|FOCUS|NOTE|MEMO|NEWSLETTER)\Z"
)


_ACRONYM = 6
"""Letters of a name in capitals that is one by itself, as PISM; longer ones are shouted."""


def _name_series(draft: Draft, at: int) -> None:
    """Take the name of the house out of the name of its series, as in `PISM SPOTLIGHT`."""
    from artikit.ingest.confidence import UNSURE

    match = _SERIES.match(draft.blocks[at].text)
    if match is None or any(one.field == ("provider", "name") for one in draft.claims):
        return
    name = match["name"].strip()
    span = draft.span_of(at, name)
    said = name if len(name) <= _ACRONYM else name.title()
    draft.claim(("provider", "name"), said, span, "name of a series in a running page header", UNSURE)
