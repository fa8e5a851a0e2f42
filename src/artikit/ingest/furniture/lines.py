"""Lines that belong to the page around an article, and to none of its paragraphs."""

from __future__ import annotations

import re

from artikit.ingest.wording.words import size_of

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
    |download|embed|transcript|order\sreprints|kommentar\sverfassen|kommentit(?:\s\(\d+\))?|kommentare?\s\(\d+\)|有料会員限定(?:記事)?|会員限定(?:記事)?|listen\s[·|-]?\s?\d{1,2}:\d\d|(?:spring|summer|autumn|fall|winter)\s\d{4}
    |photo\sgallery|\d+\s(?:min|minutes?)(?:\sread)?|enter\syour\s(?:e-?mail(?:\saddress)?)|your\se-?mail(?:\saddress)?
    |for\simmediate\srelease|(?:press|news|media)\srelease(?:\s(?:no|nr|\#)\.?\s?[\d/-]+)?|(?:presse|medien)mitteilung(?:\s(?:nr|no)\.?\s?[\d/-]+)?|communiqué(?:\sde\spresse)?|(?:comunicado|nota)\sde\s(?:prensa|imprensa)|comunicato\sstampa|persbericht|pressemeddelelse|pressmeddelande|zur\ssofortigen\sveröffentlichung|story\scontinues(?:\sbelow)?|article\scontinues\s(?:below|after\sadvertisement)
    |continue\sreading(?:\sbelow)?|page\s\d+(?:\s(?:of|/)\s\d+)?|seite\s\d+(?:\svon\s\d+)?|-\s?\d{1,3}\s?-|\#{3}|-30-|ends|-?ends-?
    )\W{0,3}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""Lines that are nothing else."""

_BEGINS = re.compile(
    r"""(?:
    (?:(?:press|media)\s)?contacts?\s*:|(?:pressekontakt|ansprechpartner(?:in)?|contacto(?:\sde\sprensa)?|contact\s?presse|contatt[oi](?:\sstampa)?|kontakt\s(?:prasowy|dla\smediów)|perscontact|presskontakt)\s*:
    |(?:phone|tel(?:ephone|efon|éfono|efone)?|mobile|fax|e-?mail|tél(?:éphone)?)\s?\.?:\s*\S
    |having\strouble\s(?:reading|viewing)|view\s(?:it|this\semail)\s(?:online|in\syour\sbrowser)|was\sthis\semail\sforwarded
    |updated\s(?:less\sthan\s)?\d{1,2}\s(?:min(?:ute)?s?|hours?)\sago|share\s(?:on|via|this|by\se-?mail)\b|(?:filed\sunder|posted\sin|tagged(?:\swith)?)\s(?=\S+(?:\s\S+){0,4}\Z)|got\sa\stip\?|thanks\sfor\sreading\s|heard\son\s(?=[A-Z])|jetzt\s(?:kostenlos|gratis)\s(?:anmelden|testen|abonnieren)|ansvarig\sutgivare\s*:|ansvarlig\sredaktør\s*:|tweet\sthis|follow\s(?:us|our)\b|like\sus\son|join\sus\son|click\shere\b|tap\shere\b
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
    |sdílet\s|tisknout\b|jaa\s(?:artikkeli|facebook)|lue\smyös|شارك\sعلى|اقرأ\sأيضا|공유하기|관련\s?기사|相关(?:阅读|新闻)|分享到
    |関連記事|あわせて読みたい|この記事をシェア|続きを読む|会員登録
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Beginnings of short lines that invite to something else."""

_PAGE = re.compile(r"-\s?\d{1,3}\s?-\Z")
_TRAIL = re.compile(r"[^>»›＞→/|]{2,40}(?:\s[>»›＞→]\s[^>»›＞→|]{2,40}){1,5}\Z")
_HOME_TRAIL = re.compile(
    r"(?i)(?:home(?:\s?page)?|start(?:seite|sida|side)?|accueil|inicio|início|portada|hjem|hem|forside|etusivu|strona\sgłówna|domů|úvod|acasă|ana\s?sayfa|главная|головна|الرئيسية|トップ|ホーム|首页|首頁|홈)"
    r"(?:\s*[/|·•＞>»›→]\s*[^/|·•]{2,40}){1,5}\Z"
)
"""Trails that begin at the entrance of a site."""
LONGEST = 220
_SLUG = re.compile(r"[A-Z]{2}-[A-Z]{2,6}--\S|E[Dd][Ss]?\.?\s?:\s(?=[A-Z]{3})")
"""Lines by which agencies name a report, and speak to the editors of papers."""
_SEVERAL = re.compile(r"\s*[|·•/,]\s*")
_GAPS = re.compile(r"\s{2,}")


def is_label_line(text: str) -> bool:
    """Tell whether a line is furniture, a label at most."""
    return bool(_WHOLE.match(text) or is_trail(text) or (len(text) <= LONGEST and _BEGINS.match(text)))


def is_furniture_line(raw: str, text: str) -> bool:
    """Tell whether a line is nothing but furniture; `raw` is the line with its marks."""
    return size_of(text) <= LONGEST and (
        bool(_PAGE.match(raw) or _SLUG.match(text))
        or is_label_line(text)
        or is_trail(_GAPS.sub(" / ", raw))
        or _is_row(text, _SEVERAL)
        or _is_row(raw, _GAPS)
    )


def _is_row(text: str, joint: re.Pattern[str]) -> bool:
    """Tell whether a line is a row of buttons: `Share | Tweet | Print`."""
    if len(text) > 120:
        return False
    parts = [part for part in joint.split(text) if part]
    return len(parts) > 1 and all(_WHOLE.match(part) for part in parts)


def is_trail(text: str) -> bool:
    """Tell whether a line names the sections that an article stands in: `Home / News / Transport`."""
    return len(text) <= LONGEST and bool(_TRAIL.match(text) or _HOME_TRAIL.match(text))
