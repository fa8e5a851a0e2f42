"""Two paragraphs in each of many languages, around which layouts of articles are written."""

from __future__ import annotations

EN = (
    "The council of Port Ansel decided on Thursday that the night ferry would sail for one more winter, and nobody in the room objected to it.",
    "Tickets stay at six dollars. Bicycles travel free, and dogs pay for a seat if they are larger than it.",
)
DE = (
    "Der Stadtrat von Ansel hat am Donnerstag beschlossen, dass die Nachtfähre noch einen Winter lang fährt, und niemand im Saal war dagegen.",
    "Die Fahrkarten kosten weiter sechs Euro. Fahrräder fahren umsonst mit, und Hunde zahlen für einen Platz, wenn sie größer sind als dieser.",
)
FR = (
    "Le conseil de Port-Ansel a décidé jeudi que le bac de nuit naviguerait encore un hiver, et personne dans la salle ne s’y est opposé.",
    "Le billet reste à six euros. Les vélos voyagent sans payer, et les chiens paient une place quand ils sont plus grands qu’elle.",
)
ES = (
    "El consejo de Puerto Ansel decidió el jueves que la lancha de noche navegará un invierno más, y nadie en la sala se opuso a ello.",
    "Los billetes siguen costando seis euros. Las bicicletas viajan gratis y los perros pagan un asiento cuando son más grandes que él.",
)
IT = (
    "Il consiglio di Porto Ansel ha deciso giovedì che il traghetto di notte navigherà ancora per un inverno, e nessuno nella sala si è opposto.",
    "I biglietti restano a sei euro. Le biciclette viaggiano gratis, e i cani pagano un posto quando sono più grandi di quello.",
)
PT = (
    "O conselho de Porto Ansel decidiu na quinta-feira que a barca da noite vai navegar mais um inverno, e ninguém na sala se opôs a isso.",
    "Os bilhetes continuam a custar seis euros. As bicicletas viajam de graça, e os cães pagam um lugar quando são maiores do que ele.",
)
NL = (
    "De raad van Anselhaven heeft donderdag besloten dat de nachtveerboot nog een winter zal varen, en niemand in de zaal was ertegen.",
    "De kaartjes blijven zes euro kosten. Fietsen reizen gratis mee, en honden betalen voor een plaats als ze groter zijn dan die.",
)
SV = (
    "Kommunfullmäktige i Anselhamn beslutade på torsdagen att nattfärjan ska gå en vinter till, och ingen i salen var emot det.",
    "Biljetterna kostar fortfarande sextio kronor. Cyklar åker gratis, och hundar betalar för en plats om de är större än den.",
)
DA = (
    "Byrådet i Anselhavn besluttede torsdag, at natfærgen skal sejle en vinter mere, og der var ikke nogen i salen, som var imod det.",
    "Billetterne koster stadig tres kroner. Cykler rejser gratis, og hunde betaler for en plads, hvis de er større end den.",
)
NO = (
    "Kommunestyret i Anselhavn vedtok torsdag at nattferja skal gå en vinter til, og det var ikke noen i salen som var imot det.",
    "Billettene koster fortsatt seksti kroner. Sykler reiser gratis, og hunder betaler for en plass hvis de er større enn den.",
)
FI = (
    "Anselin kaupunginvaltuusto päätti torstaina, että yölautta kulkee vielä yhden talven, eikä kukaan salissa ollut sitä vastaan.",
    "Liput maksavat edelleen kuusi euroa. Polkupyörät matkustavat ilmaiseksi, ja koirat maksavat paikasta, jos ne ovat sitä suurempia.",
)
PL = (
    "Rada miasta Ansel zdecydowała w czwartek, że nocny prom będzie kursował jeszcze jedną zimę, i nikt na sali nie był temu przeciwny.",
    "Bilety nadal kosztują sześć złotych. Rowery jeżdżą za darmo, a psy płacą za miejsce, jeśli są od niego większe.",
)
CS = (
    "Zastupitelstvo města Ansel ve čtvrtek rozhodlo, že noční přívoz bude jezdit ještě jednu zimu, a nikdo v sále nebyl proti.",
    "Lístky stojí dál šedesát korun. Kola jezdí zdarma a psi platí za místo, pokud jsou větší než ono.",
)
TR = (
    "Ansel belediye meclisi perşembe günü gece vapurunun bir kış daha çalışmasına karar verdi ve salonda buna karşı çıkan olmadı.",
    "Biletler altı lira olarak kalıyor. Bisikletler ücretsiz taşınıyor ve köpekler daha büyük olduğu için bir koltuk parası ödüyor.",
)
RU = (
    "Городской совет Анселя решил в четверг, что ночной паром будет ходить ещё одну зиму, и никто в зале не был против этого.",
    "Билеты по-прежнему стоят шестьдесят рублей. Велосипеды перевозят бесплатно, а собаки платят за место, если они больше него.",
)
UK = (
    "Міська рада Анселя вирішила в четвер, що нічний пором буде ходити ще одну зиму, і ніхто в залі не був проти цього.",
    "Квитки як і раніше коштують шістдесят гривень. Велосипеди перевозять безкоштовно, а собаки платять за місце, якщо вони більші за нього.",
)
JA = (
    "アンセル市議会は木曜日、夜の渡し船をもう一冬続けることを決めた。議場に反対する人は一人もいなかったという。",
    "運賃はこれまでと同じ六百円である。自転車は無料で運ばれ、犬は席より大きければ一人分を払うことになっている。",
)
ZH = (
    "安塞尔市议会星期四决定，夜间渡船将再开一个冬天，会场里没有人反对这个决定，船长也表示愿意继续开下去。",
    "船票仍然是六元。自行车可以免费带上船，狗如果比座位还大，就要付一个座位的钱，这一点没有改变。",
)
KO = (
    "안셀 시의회는 목요일 야간 나룻배를 한 겨울 더 운행하기로 결정했으며 회의장에서 반대한 사람은 아무도 없었다.",
    "요금은 그대로 육천 원이다. 자전거는 무료로 실을 수 있고 개는 자리보다 크면 한 사람 몫을 낸다.",
)
RO = (
    "Consiliul orașului Ansel a decis joi că bacul de noapte va merge încă o iarnă, iar în sală nu a fost nimeni care să se opună.",
    "Biletele costă în continuare șase lei. Bicicletele călătoresc gratuit, iar câinii plătesc un loc dacă sunt mai mari decât el.",
)
