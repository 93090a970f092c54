//! The page of every message: what it is, why it matters, an example that triggers it, and how to mend it.
//!
//! The pages stand in `docs/meldingen`, one file per code, each with the headings *Wat*, *Waarom*, *Voorbeeld* and
//! *Oplossing*: `T…` about rule texts, `C…` about cases, `B…` about calls. A test runs every example.

/// Makes the table of pages from the codes.
macro_rules! pages {
    ($($code:literal)*) => {
        &[$(($code, include_str!(concat!("../../docs/meldingen/", $code, ".md"))),)*]
    };
}

/// All pages by code. A new page is one more code here and its file.
const PAGES: &[(&str, &str)] = pages![
    "B0101" "B0102" "B0103" "B0104" "B0105" "B0106" "B0107"
    "C0101" "C0102" "C0103" "C0104" "C0105" "C0106"
    "C0201" "C0202" "C0203" "C0204" "C0205" "C0206" "C0207" "C0208" "C0209" "C0210"
    "C0301" "C0302" "C0303" "C0304" "C0305" "C0306" "C0307" "C0308"
    "C0401" "C0402" "C0403" "C0404" "C0405" "C0406" "C0407" "C0408"
    "T0101" "T0102" "T0103" "T0104" "T0105" "T0106" "T0107" "T0108" "T0109" "T0110" "T0111" "T0112" "T0113" "T0114"
    "T0115" "T0116" "T0117" "T0118" "T0119" "T0120" "T0121" "T0122"
    "T0201" "T0202" "T0203" "T0204" "T0205" "T0206" "T0207" "T0208"
    "T0301" "T0302" "T0303" "T0304" "T0305" "T0306" "T0307" "T0308" "T0309" "T0310" "T0311" "T0312" "T0313" "T0314"
    "T0315" "T0316" "T0317" "T0318" "T0319" "T0320" "T0321"
    "T0401" "T0402" "T0403" "T0404" "T0405" "T0406" "T0407" "T0408" "T0409" "T0410" "T0411" "T0412" "T0413" "T0414"
    "T0415" "T0416" "T0417" "T0418" "T0419"
    "T0501" "T0502" "T0503" "T0504" "T0505" "T0506" "T0507" "T0508" "T0509" "T0510" "T0511" "T0512" "T0513"
    "T0601" "T0602" "T0603" "T0604" "T0605" "T0606" "T0607" "T0608" "T0609" "T0610" "T0611" "T0612" "T0613" "T0614"
    "T0615" "T0616" "T0617" "T0618" "T0621" "T0622" "T0623" "T0624"
    "T0701" "T0702" "T0703" "T0704" "T0705" "T0706" "T0707" "T0708" "T0709" "T0710" "T0711" "T0712" "T0713" "T0714"
    "T0715" "T0717" "T0718" "T0719" "T0720" "T0721" "T0731" "T0732" "T0733" "T0734" "T0735" "T0736" "T0737"
    "T0801" "T0802" "T0803" "T0804" "T0805" "T0806" "T0807" "T0808" "T0809" "T0810" "T0811" "T0812"
    "T0830" "T0831" "T0832" "T0834" "T0835" "T0836" "T0837" "T0838" "T0839" "T0840" "T0841" "T0842"
    "T0851" "T0852" "T0853"
    "T0861"
    "T0871" "T0872"
    "T0901" "T0902" "T0903" "T0904" "T0905" "T0906" "T0907" "T0908" "T0909" "T0911" "T0912" "T0913" "T0914" "T0915"
];

/// The page of a code, in Markdown.
///
/// ```
/// use toegang::diagnostic::pages::page;
/// assert!(page("T0101").is_some_and(|page| page.starts_with("# T0101 ")));
/// assert!(page("T9999").is_none());
/// ```
#[must_use]
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, page)| *page)
}

/// The codes that have a page, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(code, _)| *code)
}
