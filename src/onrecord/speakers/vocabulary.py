"""The word lists by which names are told from titles, offices and ordinary words; lower case, without points."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABBREVIATIONS",
    "ADVERBS",
    "ALSO_WORDS",
    "COMPLETE",
    "FEMALE",
    "FOLLOWERS",
    "FUNCTION_WORDS",
    "GENERATIONS",
    "GIVEN_TOO",
    "HONORIFICS",
    "KIN",
    "LINK_ORGANISATIONS",
    "MALE",
    "MONTHS_AND_DAYS",
    "NEWSROOMS",
    "NICKNAMES",
    "NOT_GIVEN",
    "OPENERS",
    "ORGANISATIONS",
    "PARTICIPLES",
    "PARTICLES",
    "PEOPLES",
    "PERIODICALS",
    "PLACES",
    "PORTFOLIOS",
    "PREPOSITIONS",
    "PRONOUNS",
    "QUANTIFIERS",
    "REGNAL",
    "RELATIVES",
    "SAYING",
    "SURNAMES_TOO",
    "TITLES",
]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Written before a name as a matter of course; a point may follow. They are never part of the name.
HONORIFICS: Final = _words(
    """
    mr mrs ms miss mx dr prof professor sir dame hon rev reverend fr sen sens rep reps gov govs lt col gen maj
    capt cpt cmdr adm sgt cpl pvt pfc det supt insp cllr atty msgr pres amb sec senator senators representative
    congressman congresswoman congressmember governor governors president presidents mayor judge justice justices
    secretary minister ministers chancellor councilman councilwoman councilmember councillor councilor alderman
    alderwoman ambassador general colonel captain lieutenant sergeant corporal major admiral commander detective
    sheriff officer inspector superintendent chief speaker premier pm mp mps mep msp mla ayatollah imam rabbi
    sheikh sheik mullah monsignor archbishop cardinal pastor deacon comrade madam madame maulana
    """
)

MALE: Final = _words("mr sir congressman councilman alderman")
FEMALE: Final = _words("mrs ms miss dame madam madame congresswoman councilwoman alderwoman")

# Written with a point that ends no sentence.
ABBREVIATIONS: Final = (
    "Mr Mrs Ms Mx Dr Prof Hon Rev Fr Sen Sens Rep Reps Gov Govs Lt Col Gen Maj Capt Cpt Cmdr Adm Sgt Cpl Pvt Pfc "
    "Det Supt Insp Cllr Atty Msgr Pres Amb Sec St Ste Jr Sr Asst"
).split()

# Kept with a single following name, of which they are part ("Pope Anselm", "Lady Vesper").
REGNAL: Final = _words(
    "pope king queen prince princess emperor empress saint st lady lord mother sister brother father"
)

# Offices and occupations; capitalised beside a name they are not part of it.
_OFFICES: Final = _words(
    """
    chairman chairwoman chair chairperson director manager spokesman spokeswoman spokesperson adviser advisor
    strategist leader whip aide attorney lawyer counsel prosecutor solicitor commissioner administrator treasurer
    controller comptroller auditor coroner clerk executive ceo cfo coo cto founder co-founder cofounder
    owner editor reporter correspondent columnist commentator anchor host co-host moderator producer publisher writer
    author novelist poet playwright journalist blogger pollster economist analyst scholar historian scientist
    researcher physician surgeon nurse doctor teacher principal lecturer student activist organizer organiser
    campaigner lobbyist consultant businessman businesswoman billionaire millionaire mogul tycoon investor banker
    entrepreneur developer actor actress singer rapper musician comedian filmmaker artist player coach striker
    goalkeeper candidate nominee contender front-runner frontrunner hopeful opponent rival challenger incumbent
    lawmaker legislator assemblyman assemblywoman assemblymember delegate member deputy undersecretary envoy
    diplomat negotiator consul attache advocate voter supporter supporters resident residents veteran survivor
    witness neighbour neighbor farmer driver teenager retiree trooper constable superdelegate operative
    fundraiser donor surrogate staffer intern assistant associate republican republicans democrat democrats
    libertarian independent conservative liberal tory socialist senator-elect president-elect governor-elect
    mayor-elect secretary-general gentleman wife husband son daughter uncle aunt
    cousin nephew niece widow friend partner colleague boss critic expert specialist official partisan
    laureate physicist biologist chemist climatologist epidemiologist psychologist sociologist theologian
    cleric priest bishop marshal registrar provost rector ombudsman whistleblower ex-president ex-mayor
    moderators candidates nominees contenders hopefuls lawmakers officials aides advisers advisors professors
    head mother father brother sister lady king queen prince princess user ag dj vp
    """
)

TITLES: Final = HONORIFICS | _OFFICES
"""Everything that is stripped from the front of a name."""

# Titles that are surnames, too: part of the name where they end it.
SURNAMES_TOO: Final = _words(
    "sen judge major justice farmer driver singer priest bishop player friend banker marshal king prince chancellor "
    "head whip coach independent"
)

# What an office is the office of, where the name follows at once ("Secretary of State Ada Lind").
PORTFOLIOS: Final = _words(
    """
    state defense defence staff treasury labor labour house senate commons lords interior agriculture commerce
    education energy transportation transport justice health human services homeland security national
    intelligence foreign affairs finance housing environment veterans works public police operations
    government communications information elections assembly representatives research ceremonies
    """
)

# Function words; a capital never makes them part of a name.
FUNCTION_WORDS: Final = _words(
    """
    a an the this that these those some any many most much more all both each every either neither no none few
    fewer several other others another such same i me my mine myself you your yours he him his himself she her hers
    herself it its itself we us our ours ourselves they them their theirs themselves who whom whose which what
    where when why how whether if because since although though while whereas unless until till as than so thus
    hence therefore and or but nor yet not never of in on at by for from to with without within into onto over
    under above below about against among amid between before after during through throughout across along
    around behind beside besides beyond despite except inside outside like unlike near off out per plus toward
    towards upon via up down is are was were be been being am do does did done doing has have had having can could
    shall should would might must cannot don't doesn't didn't isn't aren't wasn't weren't won't can't couldn't
    wouldn't shouldn't hasn't haven't hadn't ain't let's i'm i've i'll i'd we're we've we'll we'd you're you've
    you'll he's he'll he'd she's she'll they're they've they'll it's it'll that's there's here's what's who's
    meanwhile however moreover furthermore nevertheless nonetheless according said says told everyone everybody
    someone somebody anyone anybody nobody nothing something anything everything former then-candidate
    """
)

# Words that begin a sentence or a headline more often than a name; doubtful in front of a name there.
OPENERS: Final = _words(
    """
    will may can let one two three four five six seven eight nine ten instead indeed still also too even only
    just perhaps maybe probably possibly apparently allegedly reportedly presumably clearly obviously certainly
    surely actually really basically simply finally eventually ultimately initially originally recently previously
    formerly earlier later then now today tonight tomorrow yesterday once twice again always often sometimes
    usually rarely seldom already soon ago there here elsewhere everywhere nowhere somewhere yes oh well hi hello
    hey okay ok sure thanks thank please sorry noting adding speaking talking responding referring citing quoting
    writing asking asked calling called given regarding concerning following including excluding depending
    similarly likewise conversely additionally consequently accordingly afterward afterwards overall generally
    notably importantly interestingly ironically sadly fortunately unfortunately hopefully thankfully frankly
    honestly watch read see listen click follow share photo image video update updated breaking exclusive report
    opinion analysis editorial transcript interview press release advertisement related people man woman men women
    police critics officials sources voters polls current outgoing incoming acting interim late new old young
    early first second third last next long-time longtime top fellow noted famed renowned embattled disgraced
    self-styled team dump stop hail classic painting asking ask tell say make take give get go come meet vote beat
    back support elect blame love hate angry crooked little big bad good great poor dear double super anti pro
    state federal local national top-ranking rising senior junior chief public private presumptive likely potential
    prominent popular newly another welcome introducing lets let's never dangerous lyin sleepy crazy real true
    candidate nominee trailing why where understated
    """
)

# Given names that are ordinary words, too; not doubtful where a sentence begins.
GIVEN_TOO: Final = _words(
    "bill mark rob frank drew grant chase grace hope faith joy art dean earl rich pat jack carol sue ray jay gene mike "
    "dawn"
)

# Ordinary words that name nobody although texts capitalise them.
ALSO_WORDS: Final = _words(
    """
    america's americans campaign camp administration team aides allies supporters surrogates advisers advisors
    staff staffers backers donors lawyers attorneys officials spokespeople leaders lawmakers senators members
    voters delegates candidates republicans democrats conservatives liberals progressives libertarians
    independents socialists communists tories evangelicals christians muslims jews catholics protestants hindus
    buddhists latinos latinas hispanics blacks whites women men workers students teachers economists scientists
    experts analysts historians researchers reporters journalists editors organizers organisers protesters
    activists prosecutors investigators authorities residents neighbours neighbors fans viewers readers users
    customers companies banks unions republican democrat democratic conservative liberal progressive communist
    socialist christian muslim jewish catholic protestant latino latina hispanic black white gopers
    parliamentarians ministers diplomats insiders observers pundits pac pacs ad tv q millennials boomers dems
    companies polls reports surveys media victims survivors funds
    """
)

MONTHS_AND_DAYS: Final = _words(
    """
    january february march april june july august september october november december jan. feb. mar. apr. jun. jul.
    aug. sep. sept. oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed.
    thu. thur. thurs. fri. sat. sun. christmas easter thanksgiving halloween
    """
)

# Peoples and nationalities: adjectives and plurals that are not the name of anyone.
PEOPLES: Final = _words(
    """
    american americans british briton britons english french german germans italian italians spanish spaniard
    spaniards portuguese dutch belgian belgians swiss austrian austrians swedish swede swedes norwegian norwegians
    danish dane danes finnish finn finns icelandic irish scottish scots welsh polish pole poles czech czechs
    slovak slovaks hungarian hungarians romanian romanians bulgarian bulgarians greek greeks turkish turk turks
    russian russians ukrainian ukrainians belarusian belarusians georgian georgians armenian armenians azerbaijani
    azerbaijanis kazakh kazakhs uzbek uzbeks serbian serb serbs croatian croat croats bosnian bosnians albanian
    albanians macedonian macedonians slovenian slovenes estonian estonians latvian latvians lithuanian lithuanians
    chinese japanese korean koreans vietnamese thai thais cambodian cambodians laotian burmese indonesian
    indonesians malaysian malaysians filipino filipinos singaporean singaporeans indian indians pakistani
    pakistanis bangladeshi bangladeshis nepali nepalis afghan afghans iranian iranians iraqi iraqis syrian syrians
    lebanese jordanian jordanians israeli israelis palestinian palestinians saudi saudis yemeni yemenis emirati
    emiratis qatari qataris kuwaiti kuwaitis omani omanis egyptian egyptians libyan libyans tunisian tunisians
    algerian algerians moroccan moroccans sudanese ethiopian ethiopians eritrean eritreans somali somalis kenyan
    kenyans ugandan ugandans tanzanian tanzanians rwandan rwandans nigerian nigerians ghanaian ghanaians
    senegalese malian malians cameroonian cameroonians congolese angolan angolans zambian zambians zimbabwean
    zimbabweans mozambican mozambicans namibian namibians mexican mexicans canadian canadians cuban cubans haitian
    haitians dominican dominicans guatemalan guatemalans honduran hondurans salvadoran salvadorans nicaraguan
    nicaraguans panamanian panamanians colombian colombians venezuelan venezuelans ecuadorian ecuadorians peruvian
    peruvians bolivian bolivians chilean chileans argentine argentines argentinian brazilian brazilians uruguayan
    uruguayans paraguayan paraguayans jamaican jamaicans australian australians european europeans african africans
    asian asians arab arabs kurd kurds kurdish persian persians tibetan tibetans uighur uighurs uyghur uyghurs
    northern southern eastern western texan texans californian californians floridian floridians iowans ohioans
    virginians londoner londoners parisian parisians westerner westerners southerners northerners
    """
)

# Nouns that end the name of an organisation, a publication, a document or a place, never that of a person.
ORGANISATIONS: Final = _words(
    """
    agency association authority bank board brigade bureau cabinet center centre chamber charity club coalition college
    commission committee company conference confederation congress consortium corporation corp council county court
    department directorate district division embassy exchange federation force forces foundation fund funds group
    groups guild headquarters hospital inc industries initiative institute institution international laboratory
    league library llc llp ltd ministry mission movement museum network networks news office organisation
    organization pac panel parliament partners partnership party plc police press project quarterly radio
    review school schools senate service services society studios survey syndicate task television
    trust tv union unit university workers alliance army navy airlines airways research
    house times post journal tribune herald gazette globe guardian telegraph chronicle courier examiner inquirer
    observer record register sentinel star sun today weekly daily magazine report reports website tower hotel airport
    street avenue road island islands beach city state states kingdom republic act law bill code amendment
    administration campaign government pentagon team supporters poll pollster polling watch caucus coverage
    electric motors dynamics mills airbus technologies systems media list forum conservancy authority lobby
    """
)

# Words for organisations that name one by themselves, in any country: "the House" is no short form of "White House".
COMPLETE: Final = _words("senate house parliament congress cabinet navy army pentagon")

# Nouns after which "of", "for" or "on" goes on with the name ("Department of Works", "Centre for Tidal Research").
LINK_ORGANISATIONS: Final = _words(
    """
    academy agency alliance archdiocese army assembly association authority bank bar board brotherhood bureau
    center centers centre centres chamber church city club coalition college commission committee community
    conference congress corps council court department diocese division embassy faculty federation
    foundation fund group guild house institute institutes institution international knights league library
    ministry museum national office organisation organization parliament partnership party project republic
    school schools secretariat services society state states university bulletin journal
    """
)

# First words of places and slogans: "North Lind" and "Team Lind" are not the full names of a Lind.
NOT_GIVEN: Final = _words(
    "north south east west northern southern eastern western new old upper lower port fort saint st san santa los las "
    "mount lake cape never team stop"
)

PARTICLES: Final = (
    "de del della di da do dos das du van von der den ter ten la le bin ibn bint al el ben abu zu y".split()
)

GENERATIONS: Final = _words("jr sr ii iii iv")

PREPOSITIONS: Final = _words(
    """
    of for in from at with to by on near under within inside outside among against behind about before after between
    during via including excluding like unlike representing supporting opposing backing running working but except
    across amid around throughout toward towards since beyond along despite over upon without up out off onto into
    living serving writing speaking close loyal allied affiliated aligned sympathetic familiar involved
    """
)

# Participles that stand before a name as adjectives do.
PARTICIPLES: Final = _words(
    "outgoing incoming acting sitting leading reigning retiring visiting ruling opposing managing founding"
)

# Verbs of saying and thinking: a phrase with one of them is no noun phrase any more.
SAYING: Final = _words(
    """
    said says told tells asked asks wrote writes added adds argued argues claimed claims declared declares insisted
    insists noted notes warned warns tweeted tweets replied replies announced announces explained explains testified
    denied denies acknowledged acknowledges admitted admits suggested suggests believed believes thought thinks wanted
    wants agreed agrees called calls accused accuses denounced criticized criticised urged urges show shows showed
    predicted predicts promised promises complained responded responds continued recalled concluded hopes hoped
    expects expected knows knew
    """
)

PRONOUNS: Final = _words("i he she it we they you he's she's i'm they're it's")

RELATIVES: Final = _words("who whom whose which that where when while as")

QUANTIFIERS: Final = _words(
    "both neither either some many most few other others several two three four five all one another each every any no "
    "none"
)

ADVERBS: Final = _words(
    """
    also later himself herself itself themselves then alone too again personally recently repeatedly now often simply
    once still just always never first finally reportedly publicly ever even only soon perhaps maybe meanwhile indeed
    today yesterday earlier still recently afterwards
    """
)

# Common nouns that follow the name of a publication without making another thing of it ("the Harbour Post newspaper").
PERIODICALS: Final = _words("magazine newspaper tabloid daily weekly broadsheet")

# News organisations, checkers and pollsters with a name of one word, which at the start of a sentence may look like any
# other word.
NEWSROOMS: Final = _words(
    """
    reuters bloomberg politico politifact breitbart newsmax newsweek buzzfeed huffpost gallup quinnipiac rasmussen
    factcheck snopes propublica univision telemundo cnn msnbc cnbc npr pbs bbc nbc cbs abc afp upi xinhua itar-tass tass
    kyodo dpa ansa efe axios vox mediaite deadspin gizmodo techcrunch
    """
)

# What follows a name that is only the first part of a description ("the Lind campaign", "Lind's lawyer").
FOLLOWERS: Final = _words(
    """
    campaign campaigns camp team teams aide aides ally allies supporter supporters backer backers surrogate surrogates
    adviser advisers advisor advisors administration spokesman spokeswoman spokesperson spokesmen spokespeople
    lawyer lawyers attorney attorneys counsel officials official loyalists loyalist fans fan donors donor
    delegates delegate voters voter staff staffer staffers family wife husband mother father brother sister son
    daughter friends friend parents manager strategist strategists pollsters representative
    representatives camps people critics critic opponents opponent rival rivals insiders
    """
)


KIN: Final = _words(
    """
    wife husband son daughter brother sister mother father cousin nephew niece uncle aunt widow widower grandson
    granddaughter grandfather grandmother stepson stepdaughter ex-wife ex-husband father-in-law mother-in-law
    son-in-law daughter-in-law brother-in-law sister-in-law
    """
)

# Short forms of given names; two forms in one row may be the same person.
NICKNAMES: Final[dict[str, str]] = {
    short: row.split()[0]
    for row in (
        "abraham abe|alexander alex|alexandra alex|andrew andy drew|anthony tony|benjamin ben|bernard bernie"
        "|charles charlie chuck|christopher chris|daniel dan danny|david dave|deborah deb debbie|donald don"
        "|douglas doug|edward ed eddie|elizabeth liz beth betsy|eugene gene|frederick fred|gabriel gabe"
        "|gerald gerry jerry|gregory greg|harold harry hal|james jim jimmy|jeffrey jeff|jennifer jen jenny"
        "|jonathan jon|joseph joe joey|joshua josh|katherine kate kathy|kenneth ken|lawrence larry|leonard len"
        "|louis lou|margaret maggie meg peggy|matthew matt|michael mike mick|nathaniel nate|nicholas nick"
        "|patricia patty|patrick pat|peter pete|philip phil|randolph randy|raymond ray|rebecca becky"
        "|richard rich rick dick|robert rob bob bobby|ronald ron|samuel sam|sandra sandy|stanley stan"
        "|stephen steve|susan sue|terrence terry|theodore ted|thomas tom|timothy tim|victor vic|vincent vin vince"
        "|walter walt|william bill billy will|zachary zach"
    ).split("|")
    for short in row.split()[1:]
}

# Places that news often names; none of them is "he" or "she". Those that are people's names, too, are left out.
PLACES: Final = frozenset(
    row.strip()
    for row in """
    alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,hawaii,idaho,illinois,indiana,iowa,
    kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,nebraska,
    nevada,new hampshire,new jersey,new mexico,new york,new york city,north carolina,north dakota,ohio,oklahoma,oregon,
    pennsylvania,rhode island,south carolina,south dakota,tennessee,texas,utah,vermont,west virginia,wisconsin,wyoming,
    washington dc,puerto rico,america,united states,us,usa,uk,eu,united kingdom,britain,england,scotland,wales,ireland,
    northern ireland,france,germany,spain,italy,portugal,belgium,netherlands,austria,switzerland,sweden,norway,denmark,
    finland,iceland,poland,czech republic,slovakia,hungary,romania,bulgaria,greece,turkey,russia,ukraine,belarus,serbia,
    croatia,bosnia,albania,kosovo,europe,asia,africa,middle east,latin america,south america,north america,china,japan,
    india,pakistan,afghanistan,bangladesh,sri lanka,nepal,indonesia,malaysia,singapore,thailand,vietnam,cambodia,
    philippines,south korea,north korea,taiwan,hong kong,australia,new zealand,canada,mexico,cuba,haiti,brazil,
    argentina,chile,peru,colombia,venezuela,ecuador,bolivia,uruguay,paraguay,egypt,libya,tunisia,algeria,morocco,sudan,ethiopia,
    kenya,uganda,tanzania,rwanda,nigeria,ghana,senegal,mali,zimbabwe,zambia,south africa,angola,mozambique,syria,iraq,
    iran,israel,palestine,gaza,lebanon,saudi arabia,yemen,qatar,kuwait,united arab emirates,los angeles,san francisco,
    chicago,boston,philadelphia,miami,detroit,las vegas,seattle,atlanta,washington,moscow,beijing,tokyo,london,paris,
    berlin,brussels,geneva,rome,madrid,kiev,kyiv,kabul,baghdad,tehran,jerusalem,cairo,nairobi,lagos,delhi,mumbai,sydney
    """.split(",")
)
