"""Words that say of a date what happened on it."""

from __future__ import annotations

import re

UPDATED = re.compile(
    r"(?i)(?:last\s)?(?:updated?|modified|edited|revised|corrected)|aktualisiert|geändert|letzte\s(?:änderung|aktualisierung)|zuletzt|mis(?:e)?\sà\sjour|modifié|actualizado|última\sactualización"
    r"|aggiornat[oa]|ultimo\saggiornamento|atualizad[oa]|bijgewerkt|laatst\sgewijzigd|laatste\supdate|opdateret|oppdatert|uppdaterad|ändrad|aktualizacja|zaktualizowano|aktualizováno|actualizat|frissítve|diperbarui"
    r"|güncelle(?:me|ndi)|son\sgüncelleme|обновлено|оновлено|更新(?:日時?|时间)?|päivitetty|muokattu|최종\s?수정|수정|آخر\sتحديث|تحديث"
)
PUBLISHED = re.compile(
    r"(?i)\b(?:first\s)?(?:published|posted|issued|released?|created|filed|submitted|originally|online|written|added|appeared|print|publication|press\srelease|news\srelease|media\srelease|from\sthe\s(?:print\s)?(?:issue|edition)|issue|edition|as\sof)\b|\b(?:presse|medien)mitteilung\b|\bausgabe\b|\bvom\b|\bmis\sen\sligne\b|\bnuméro\b|\bédition\b|\bedição\b|\bedición\b|\bedizione\b|\bcommuniqué\b|\b(?:publication\s)?date\b|\bartikel\svom\b|\bmeldung\svom\b|\bveröffentlicht|\berschienen|\berstellt|\bstand\b|\bdatum\b|\bpubli[ée]e?\b|\bparu\b|\bdate\sde\spublication"
    r"|\bpublicad[oa]\b|\bfecha(?:\sde\spublicación)?\b|\bpubblicat[oa]\b|\bdata\s(?:publikacji|de\spublicação|di\spubblicazione)\b|\bdata\b|\bgepubliceerd|\bgeplaatst|\bop\b|\boffentliggjort|\budgivet|\bpublisert|\bpublicer(?:ad|et)|\bopublikowan[oae]|\bdodano|\byayın(?:lanma|landı|lama)\w*|\btarihi?\b"
    r"|\bpublicat[ăe]?\b|\bpublikováno\b|\bvydáno\b|\bzveřejněno\b|\bmegjelent\b|\bközzétéve\b|\bdipublikasikan\b|\bditerbitkan\b|\btayang\b"
    r"|опубликовано|опубліковано|дата|公開日時?|公開|掲載日?|配信日?|投稿日?|発表|发布(?:时间|日期)?|发表(?:于|时间)?|時間|时间|입력|등록|게시|승인|julkaistu|(?:نُ?شر|تاريخ\sالنشر)(?:\sفي)?"
)
READING = re.compile(
    r"(?i)(?:\b(?:reading\stime|lesedauer|lesezeit|leestijd|læsetid|lästid|lesetid|temps\sde\slecture|tiempo\sde\slectura|tempo\sdi\slettura|tempo\sde\sleitura|czas\sczytania|lukuaika|okuma\ssüresi|время\sчтения)\s*:?\s*(?:ca\.?\s?)?)?"
    r"\b\d{1,3}\s?(?:min(?:s|\.)?|minutes?|minuten|minuti|minutos|minuter|minutter|minuut|minuta|minuty|minuuttia|dakika|минуты?|минут)(?:\s(?:read|lesezeit|lesedauer|leestijd|de\slecture|de\slectura|di\slettura|de\sleitura|läsning|lesetid|læsetid|czytania))?(?!\w|\s+(?:ago|lang|later))"
    r"|\b\d{2,5}\s(?:words|wörter|zeichen|mots|palabras|parole|palavras|woorden|ord|słów|слов)\b"
)
"""How long it takes to read an article, or how long it is."""
FILLERS = re.compile(
    r"(?i)\b(?:on|at|the|am|um|den|uhr|le|à|el|a\slas|em|às|il|alle|ore|op|om|den|kl|klo|dnia|o|godz|r|saat|в|г|by|from|and|hrs|hours?|local\stime|time|et|est|edt|pt|ct|bst|ist|cst"
    r"|last|in|of|de|del|di|do|du|r|nr|núm|nº|seite|page|pagina|pág|strona|side|ausgabe|godz|朝刊|夕刊|号|第|\d{1,3}\s?(?:min|minutes?|mins)(?:\sread)?|(?:\d+\s)?min\.?\s(?:read|lesezeit|de\slecture)|only|version|edition|issue|vol|no)\b|（?[月火水木金土日]）|[.,;:|·•()（）\[\]/\\–—*_~-]|updated"
)
