//! The words of English by which speakers are found. In cues, `_` stands for a space.

use std::sync::LazyLock;

use super::super::table::Words;

/// Verbs after a speaker, or before one that stands behind the quotation.
pub const SAYING: &str = "\
    _said _says _told _added _argued _argues _wrote _writes _warned _warns _noted _notes _announced \
    _claimed _claims _stated _explained _insisted _insists _reported _reports _believes _acknowledged \
    _denied _confirmed _stressed _tweeted _declared _contends _recalled _cautioned _asserted _estimates \
    _complained _conceded _vowed _urged _testified _emphasized _emphasised _replied _revealed _say _estimated _predicted";

/// What stands before a source that is cited.
pub const CITING: &str = "\
    according_to_ According_to_";

/// What stands for a speaker named before.
pub static PRONOUNS: LazyLock<Words> = LazyLock::new(|| Words::of("he she He She"));

/// Capitalised words that begin a sentence and no name.
pub static NO_NAMES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "The A An This That These Those It They We You I He She But And Or So Yet If When While As After \
         Before Since Because Although Though However Meanwhile Still Then There Here In On At For From \
         With By To Of Its His Her Their Our Your My No Not What Who Why How Where Which Some Many Most \
         Several Others One Two Three Monday Tuesday Wednesday Thursday Friday Saturday Sunday January \
         February March April May June July August September October November December Report Reports \
         Earlier Later Nobody Everyone People Once Also Even Both",
    )
});

/// Posts and forms of address before a name, and peoples before a post.
pub static TITLES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "President Vice Prime Minister Foreign Defense Defence Finance Interior Secretary State Senator \
         Sen. Representative Rep. Governor Gov. Mayor Chancellor King Queen Prince Princess Mr. Mrs. Ms. \
         Miss Mr Mrs Ms Dr. Dr Prof. Professor General Gen. Colonel Col. Admiral Adm. Captain Capt. \
         Lieutenant Lt. Major Maj. Sir Lord Lady Pope Ambassador Envoy Special Spokesman Spokeswoman \
         Spokesperson Spokesmen Director Chairman Chairwoman Chief Deputy Former Ayatollah Sheikh Judge \
         Justice Chairperson Leader Supreme Speaker Detective Sheriff American Iranian Israeli Chinese \
         Japanese Korean Russian Ukrainian British French German Indian Turkish Saudi Qatari Omani \
         Egyptian Iraqi U.S. US UK U.K. EU National Security Adviser Advisor Commissioner Officer \
         Executive CEO Treasury Press Democratic Republican Analyst Researcher Majority Minority Whip \
         Attorney Senate House",
    )
});

/// Words by which a body is told from a person.
pub static BODY_WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "Department Ministry House Council Institute University College Bank Times Post Journal News \
         Agency Group Center Centre Committee Commission Organization Organisation Reuters Bloomberg \
         Pentagon Kremlin Congress Senate Parliament Court Police Army Navy Forces Command Guard Office \
         Bureau Board Party Union Nations Fund Foundation Association Company Corporation Corp. Inc. Ltd. \
         CNN BBC AP AFP NBC ABC CBS NPR Axios Politico Xinhua Yonhap Kyodo Press Guardian Telegraph Herald \
         Tribune Economist Embassy Administration Authority Authorities Government Hamas Hezbollah NATO \
         Microsoft Google Apple Society Federation Service Hospital School Laboratory Observatory Monitor \
         Watch Network",
    )
});

/// Nouns in small letters that speak for nobody in particular.
pub static VAGUE: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "officials official experts analysts sources critics observers witnesses diplomats researchers \
         scientists residents economists people lawmakers insiders doctors villagers neighbors neighbours \
         parents teachers workers students farmers fishermen passengers organizers organisers engineers \
         employees investigators prosecutors authorities campaigners activists locals shopkeepers police \
         spokespeople nurses drivers",
    )
});

/// Bodies that are named by what they are.
pub static COMMON_BODIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "ministry department government police military army navy embassy parliament agency regulator council \
         authority commission committee company union board court hospital university school airline operator \
         utility museum bank firm club association charity",
    )
});

/// People named by their post or calling, with an article.
pub static COMMON_PERSONS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "mayor spokesman spokeswoman spokesperson minister president governor director manager captain \
         professor teacher doctor nurse driver owner lawyer resident neighbor neighbour farmer fisherman \
         witness engineer keeper scientist researcher analyst expert official diplomat critic economist \
         chairman chairwoman chief head judge prosecutor coach curator librarian master principal forecaster \
         pilot student worker shopkeeper organizer organiser ambassador senator lawmaker general commander \
         secretary chancellor king queen pope author",
    )
});

/// What stands before a common noun that somebody is named by.
pub static DETERMINERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of("the The a A an An one One another Another its Its their Their his His her Her our Our")
});

/// Words after which a clause with its own subject may begin.
pub static CLAUSE_OPENERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "and but while when as after because since where though although or so yet week month year morning \
         night afternoon evening yesterday today tomorrow later earlier however meanwhile",
    )
});

/// Small words that no name of the kind holds.
pub static LINKS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "of for at from with in on to by and or but that who which what as if than this these those is was \
         were are be been has have had not no any some all both each every when while where",
    )
});

/// What stands before people without a name and is said with them.
pub static MODIFIERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "Local local Senior senior city state federal government health school company union hospital \
         military security rescue fire harbor harbour port village town airport railway industry opposition \
         Other other Former former",
    )
});

/// Adverbs and auxiliaries between a name and its verb.
pub static ADVERBS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "also has had have later then repeatedly publicly previously recently again already once himself \
         herself itself now often still reportedly separately earlier today yesterday",
    )
});

/// Small words within names.
pub static JOINTS: LazyLock<Words> =
    LazyLock::new(|| Words::of("of al bin ibn van von der den de da di la le el and for the &"));

/// What before the verb makes it say something else: it is said, never said.
pub const PASSIVES: [&str; 13] =
    ["is", "was", "were", "are", "be", "been", "being", "having", "not", "never", "that", "to", "could"];
