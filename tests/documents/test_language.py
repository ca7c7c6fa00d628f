"""Which texts the model may read."""

import pytest

from onrecord.documents import document_from, not_english
from onrecord.documents.facts import Facts

OTHERS = {
    "Spanish": "La alcaldesa dijo el lunes que el puente no se cerrará antes del verano. «No vamos a esperar más», "
    "afirmó ante los vecinos, que llevan dos años pidiendo obras. El concejal de la oposición respondió que el "
    "ayuntamiento no tiene dinero para pagar la reparación y que la culpa es de todos.",
    "French": "La maire a déclaré lundi que le pont ne serait pas fermé avant l'été. « Nous n'attendrons plus », "
    "a-t-elle dit aux habitants, qui demandent des travaux depuis deux ans. Un conseiller de l'opposition a "
    "répondu que la ville n'avait pas d'argent pour payer la réparation et que la faute était partagée.",
    "German": "Die Bürgermeisterin sagte am Montag, die Brücke werde nicht vor dem Sommer gesperrt. „Wir warten "
    "nicht länger“, erklärte sie den Anwohnern, die seit zwei Jahren eine Sanierung fordern. Ein Stadtrat der "
    "Opposition entgegnete, in der Kasse sei kein Geld, und das wüssten alle, die im Rat sitzen.",
    "Italian": "La sindaca ha detto lunedì che il ponte non sarà chiuso prima dell'estate. «Non aspetteremo più», "
    "ha spiegato ai residenti, che da due anni chiedono i lavori. Un consigliere di opposizione ha risposto che "
    "il comune non ha i soldi per pagare la riparazione e che la colpa è di tutti.",
    "Portuguese": "A presidente da câmara disse na segunda-feira que a ponte não será fechada antes do verão. "
    "«Não vamos esperar mais», afirmou aos moradores, que pedem obras há dois anos. Um vereador da oposição "
    "respondeu que a cidade não tem dinheiro para pagar a reparação e que a culpa é de todos.",
    "Dutch": "De burgemeester zei maandag dat de brug niet voor de zomer dicht gaat. ‘We wachten niet langer’, "
    "was haar boodschap aan de bewoners, die al twee jaar om herstel vragen. Een raadslid van de oppositie "
    "antwoordde dat er in de kas van de stad geen geld is en dat we dat allemaal hadden kunnen weten.",
    "Swedish": "Borgmästaren sade i måndags att bron inte stängs före sommaren. ”Vi väntar inte längre”, sade hon "
    "till de boende, som har bett om en reparation i två år. En ledamot i oppositionen svarade att staden inte "
    "har pengar till arbetet och att alla i rådet har vetat om det hela tiden.",
    "Polish": "Burmistrz powiedziała w poniedziałek, że most nie zostanie zamknięty przed latem. „Nie będziemy "
    "dłużej czekać”, mówiła mieszkańcom, którzy od dwóch lat proszą o remont. Radny opozycji odpowiedział, że "
    "miasto nie ma pieniędzy na naprawę i że wszyscy w radzie o tym wiedzieli.",
    "Turkish": "Belediye başkanı pazartesi günü köprünün yazdan önce kapatılmayacağını söyledi. “Artık "
    "beklemeyeceğiz” diyen başkan, iki yıldır onarım isteyen mahalle sakinlerine seslendi. Muhalefetten bir üye "
    "kasada para olmadığını ve bunu meclisteki herkesin bildiğini söyleyerek karşılık verdi.",
    "Indonesian": "Wali kota mengatakan pada hari Senin bahwa jembatan itu tidak akan ditutup sebelum musim panas. "
    "“Kami tidak akan menunggu lagi,” katanya kepada warga yang sudah dua tahun meminta perbaikan. Seorang "
    "anggota dewan dari oposisi menjawab bahwa kota tidak punya uang dan semua orang tahu itu.",
}
SCRIPTS = {
    "Arabic": "قالت رئيسة البلدية يوم الاثنين إن الجسر لن يغلق قبل الصيف",
    "Hebrew": "ראש העירייה אמרה ביום שני שהגשר לא ייסגר לפני הקיץ",
    "Cyrillic": "Мэр заявила в понедельник, что мост не закроют до лета",
    "Greek": "Η δήμαρχος είπε τη Δευτέρα ότι η γέφυρα δεν θα κλείσει πριν από το καλοκαίρι",
    "Chinese": "市长周一表示桥梁在夏天之前不会关闭我们不再等待她对居民说反对派议员回应说市政府没有钱",
}
ENGLISH = {
    "report": "The mayor said on Monday that the bridge would not close before the summer. “We are done waiting,” "
    "she told residents, who have asked for repairs for two years. A councillor answered that there was no money.",
    "headline": "Harbour Bridge Repairs Delayed Again, Mayor Blames Contractor",
    "names": "Ines Okafor, Tom Brandt, Lucia Ferrante, Hamid Daoudi, Piet van der Meer, Saoirse Ní Bhriain, "
    "Jürgen Weiß, Zofia Wójcik, Ana Lucía Peña",
    "quote of Spanish": "The mayor ended her speech in Spanish. “No vamos a esperar más,” she told the crowd, and "
    "then she repeated it in English for the cameras: we are not going to wait any longer, not for the state.",
    "two words": "No comment",
}


@pytest.mark.parametrize("language", OTHERS)
def test_latin_script_text_in_another_language_is_not_read(language: str) -> None:
    """A paragraph with hardly any common English word is taken for another language."""
    reason = not_english(document_from(OTHERS[language]))
    assert reason is not None and "common English words" in reason


@pytest.mark.parametrize("script", SCRIPTS)
def test_another_script_is_named(script: str) -> None:
    """Text in another script, right-to-left or not, is told by its letters, however short."""
    reason = not_english(document_from(SCRIPTS[script]))
    assert reason is not None and script in reason


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_english_is_read(text: str) -> None:
    """English, also with foreign words, names or very few words, is left to the model."""
    assert not_english(document_from(text)) is None


def test_a_stated_language_settles_it() -> None:
    """``lang`` from front matter or a sidecar wins over the guess, both ways."""
    assert not_english(document_from(OTHERS["French"], facts=Facts(lang="en-GB"))) is None
    assert "'fr'" in str(not_english(document_from(ENGLISH["report"], facts=Facts(lang="fr"))))


def test_only_the_body_counts() -> None:
    """English front matter does not make a French text English."""
    text = "---\ntitle: The mayor said that the bridge is to be shut for the summer\n---\n" + OTHERS["French"]
    assert not_english(document_from(text)) is not None


def test_a_long_text_is_sampled_beyond_its_beginning() -> None:
    """A French book with an English preface of one page is French."""
    text = ENGLISH["report"] * 10 + "\n\n" + (OTHERS["French"] + "\n\n") * 300
    assert not_english(document_from(text)) is not None
