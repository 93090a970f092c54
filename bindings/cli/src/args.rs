//! The command line: commands, options and their help, in Dutch.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use toegang::values::{Date, dutch};

/// How help is laid out.
const LAYOUT: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";
/// The heading above options.
const OPTIONS: &str = "Opties";
/// The heading above arguments.
const ARGUMENTS: &str = "Argumenten";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "toegang",
    about = "Eén beslislogica voor de toegang tot het sociaal domein: Participatiewet, Wmo 2015 en Jeugdwet.",
    after_help = "Een antwoord komt op de standaarduitvoer, meldingen op de foutuitvoer.\n\
                  Uitgang 0: klaar; 1: de regels of de casus zijn onjuist; 2: verkeerd gebruik.",
    version,
    help_template = LAYOUT,
    override_usage = "toegang OPDRACHT [OPTIES]",
    subcommand_help_heading = "Opdrachten",
    subcommand_value_name = "OPDRACHT",
    next_help_heading = OPTIONS,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Toont deze hulp
    #[arg(short = 'h', long = "help", alias = "hulp", global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Toont de versie
    #[arg(short = 'V', long = "version", alias = "versie", action = ArgAction::Version)]
    version: Option<bool>,
}

/// What the program does.
#[derive(Debug, Subcommand)]
#[command(next_help_heading = OPTIONS)]
pub enum Command {
    /// Beoordeelt een casus en geeft het besluitadvies
    #[command(
        help_template = LAYOUT,
        override_usage = "toegang toets CASUS.json [--gemeente NAAM] [--op DATUM] [--onderwerp NAAM] [--uitleg] [--spoor] [--kort] [--brief] [--verzonden DATUM] [--regels MAP]"
    )]
    Toets(Toets),
    /// Vraagt in de terminal alleen wat er nog toe doet, en beslist
    #[command(
        help_template = LAYOUT,
        override_usage = "toegang vraag [CASUS.json] [--gemeente NAAM] [--op DATUM] [--onderwerp NAAM] [--als json] [--bewaar BESTAND] [--regels MAP]",
        after_help = "Antwoord `?` voor uitleg, `weet niet` om een vraag over te slaan, `stop` om te stoppen."
    )]
    Vraag(Vraag),
    /// Leest en controleert regelbestanden of een verzegeld component; zonder MAP de ingebouwde regels
    #[command(
        help_template = LAYOUT,
        override_usage = "toegang controleer [MAP] [--als json]\n         toegang controleer BESTAND.wasm [--regels MAP]"
    )]
    Controleer(Controleer),
    /// Verzegelt de vertaalde regels van een gemeente in een WebAssembly-component
    #[command(
        help_template = LAYOUT,
        override_usage = "toegang bouw --gemeente NAAM -o NAAM.component.wasm [--regels MAP] [--sjabloon BESTAND]"
    )]
    Bouw(Bouw),
    /// Legt een melding uit: wat, waarom, een voorbeeld en de oplossing
    #[command(help_template = LAYOUT, override_usage = "toegang uitleg CODE")]
    Uitleg(Uitleg),
    /// Draait de voorbeelden in regelbestanden; zonder MAP de ingebouwde regels
    #[command(help_template = LAYOUT, override_usage = "toegang test [MAP]")]
    Test(Test),
    /// Zet regelbestanden in de vaste opmaak
    #[command(help_template = LAYOUT, override_usage = "toegang opmaak [--controleer] [MAP]")]
    Opmaak(Opmaak),
    /// Geeft het JSON Schema van een casus of van een besluit
    #[command(help_template = LAYOUT, override_usage = "toegang schema [--gemeente NAAM] [--besluit] [--kort] [--regels MAP]")]
    Schema(Schema),
    /// Toont per artikel de regels, bedragen en oordelen, met versie, status en akkoord
    #[command(
        help_template = LAYOUT,
        override_usage = "toegang regels [--artikel ARTIKEL] [--gemeente NAAM] [--als json] [--regels MAP]"
    )]
    Regels(Regels),
    /// Beoordeelt opnieuw en vergelijkt met een eerder besluit
    #[command(help_template = LAYOUT, override_usage = "toegang herhaal BESLUIT.json CASUS.json [--regels MAP]")]
    Herhaal(Herhaal),
}

/// `toets`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Toets {
    /// De casus; `-` leest de standaardinvoer
    #[arg(value_name = "CASUS.json", help_heading = ARGUMENTS)]
    pub casus: PathBuf,
    /// How it is decided.
    #[command(flatten)]
    pub how: How,
    /// Geeft het besluit als leesbare tekst
    #[arg(long)]
    pub uitleg: bool,
    /// Voegt het spoor toe: hoe de uitkomst stap voor stap ontstond
    #[arg(long, conflicts_with = "uitleg")]
    pub spoor: bool,
    /// Geeft alleen wat eruit komt, zonder redenen: om te tellen, niet om op te beslissen
    #[arg(long, conflicts_with_all = ["uitleg", "spoor"])]
    pub kort: bool,
    /// Geeft van elk besluit een conceptbrief
    #[arg(long, conflicts_with_all = ["uitleg", "spoor", "kort"])]
    pub brief: bool,
    /// De dag waarop de brief wordt verzonden; daarvandaan telt de termijn voor bezwaar
    #[arg(long, value_name = "DATUM", requires = "brief", value_parser = day)]
    pub verzonden: Option<Date>,
}

/// `vraag`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Vraag {
    /// Een casus om mee te beginnen
    #[arg(value_name = "CASUS.json", help_heading = ARGUMENTS)]
    pub casus: Option<PathBuf>,
    /// How it is decided.
    #[command(flatten)]
    pub how: How,
    /// Geeft het besluit als JSON
    #[arg(long, value_name = "json", hide_possible_values = true)]
    pub als: Option<Format>,
    /// Schrijft de casus na afloop naar dit bestand
    #[arg(long, value_name = "BESTAND")]
    pub bewaar: Option<PathBuf>,
}

/// How a case is decided.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct How {
    /// De gemeente waarvan de regels gelden, in plaats van die in de casus
    #[arg(long, value_name = "NAAM")]
    pub gemeente: Option<String>,
    /// De peildatum, in plaats van die in de casus
    #[arg(long, value_name = "DATUM", value_parser = day)]
    pub op: Option<Date>,
    /// Alleen het besluit met deze naam
    #[arg(long, value_name = "NAAM")]
    pub onderwerp: Option<String>,
    /// Een map met regels, in plaats van de ingebouwde
    #[arg(long, value_name = "MAP")]
    pub regels: Option<PathBuf>,
}

/// `controleer`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Controleer {
    /// Een map of bestand met regels, of een verzegeld component
    #[arg(value_name = "MAP", help_heading = ARGUMENTS)]
    pub map: Option<PathBuf>,
    /// Geeft de meldingen als JSON
    #[arg(long, value_name = "json", hide_possible_values = true)]
    pub als: Option<Format>,
    /// Vergelijkt een verzegeld component met deze regels
    #[arg(long, value_name = "MAP", conflicts_with = "als")]
    pub regels: Option<PathBuf>,
}

/// `bouw`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Bouw {
    /// De gemeente waarvan de regels erin komen, met die van het land
    #[arg(long, value_name = "NAAM")]
    pub gemeente: String,
    /// Waar het component komt
    #[arg(short = 'o', long = "uit", value_name = "BESTAND")]
    pub uit: PathBuf,
    /// Een map met regels, in plaats van de ingebouwde
    #[arg(long, value_name = "MAP")]
    pub regels: Option<PathBuf>,
    /// Het lege component, in plaats van het ingebouwde
    #[arg(long, value_name = "BESTAND")]
    pub sjabloon: Option<PathBuf>,
}

/// `uitleg`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Uitleg {
    /// De code van een melding, zoals T0101 of C0103
    #[arg(value_name = "CODE", help_heading = ARGUMENTS)]
    pub code: String,
}

/// `test`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Test {
    /// Een map of bestand met regels
    #[arg(value_name = "MAP", help_heading = ARGUMENTS)]
    pub map: Option<PathBuf>,
}

/// `opmaak`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Opmaak {
    /// Wijzigt niets; meldt welke bestanden niet zijn opgemaakt
    #[arg(long)]
    pub controleer: bool,
    /// Een map of bestand met regels, `-` voor de standaardinvoer; zonder: de huidige map
    #[arg(value_name = "MAP", help_heading = ARGUMENTS)]
    pub map: Option<PathBuf>,
}

/// `schema`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Schema {
    /// De gemeente waarvan de regels gelden
    #[arg(long, value_name = "NAAM")]
    pub gemeente: Option<String>,
    /// Het schema van een besluit in plaats van dat van een casus
    #[arg(long)]
    pub besluit: bool,
    /// Het schema van wat `toets --kort` geeft
    #[arg(long, conflicts_with = "besluit")]
    pub kort: bool,
    /// Een map met regels, in plaats van de ingebouwde
    #[arg(long, value_name = "MAP")]
    pub regels: Option<PathBuf>,
}

/// `regels`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Regels {
    /// Alleen dit artikel, zoals 22a of `Pw 22a`; mag meermalen
    #[arg(long, value_name = "ARTIKEL")]
    pub artikel: Vec<String>,
    /// De gemeente waarvan ook de eigen regels worden getoond
    #[arg(long, value_name = "NAAM")]
    pub gemeente: Option<String>,
    /// Geeft het overzicht als JSON, of als tabel (Markdown) met een rij per artikel
    #[arg(long, value_name = "json|tabel", hide_possible_values = true)]
    pub als: Option<Overview>,
    /// Een map met regels, in plaats van de ingebouwde
    #[arg(long, value_name = "MAP")]
    pub regels: Option<PathBuf>,
}

/// `herhaal`
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Herhaal {
    /// Het eerdere besluit
    #[arg(value_name = "BESLUIT.json", help_heading = ARGUMENTS)]
    pub besluit: PathBuf,
    /// De casus waarop het rust
    #[arg(value_name = "CASUS.json", help_heading = ARGUMENTS)]
    pub casus: PathBuf,
    /// Een map met regels, in plaats van de ingebouwde
    #[arg(long, value_name = "MAP")]
    pub regels: Option<PathBuf>,
}

/// A form other than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON
    Json,
}

/// A form of the overview of articles other than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Overview {
    /// JSON
    Json,
    /// A Markdown table
    Tabel,
}

/// A day, as 2026-10-01 or 1 oktober 2026.
fn day(text: &str) -> Result<Date, String> {
    Date::parse_iso(text)
        .or_else(|| dutch::parse_date(text).ok())
        .ok_or_else(|| "geen bestaande datum, zoals 2026-10-01 of \"1 oktober 2026\"".to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{CommandLine, day};

    #[test]
    fn the_command_line_is_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn days_in_two_notations() {
        assert_eq!(day("2026-10-01"), day("1 oktober 2026"));
        assert!(day("2026-02-30").is_err());
    }
}
