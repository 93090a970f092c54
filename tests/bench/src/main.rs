//! The benchmark table: name, median, and the ratio to a peer where one applies.
//!
//! Cases are read and machines made before the clock starts, unless the name says otherwise. What is measured is time on
//! a processor. With a word as argument, only the rows with that word in their name.

mod count;
mod small;
mod table;

use std::hint::black_box;
use std::path::Path;

use table::{Beside, against, row, target};
use toegang::case::{self, Case, DecideOptions, Detail, Options};
use toegang::evaluate::{Evaluation, Facts, Machine, ObjectId, Prepared, Val};
use toegang::inquire::{Inquiry, Question};
use toegang::program::bytes::{from_bytes, to_bytes};
use toegang::program::{Decision, NodeId, Program};
use toegang::values::Date;
use toegang::{SourceFile, compile};
use toegang_corpus::{RuleSet, case_of, rule_set, texts};

/// The example with the first reduction under the ordinance.
const REDUCTION: &str = "te laat geregistreerd als werkzoekende";
/// A household that asks for help under three laws: of its size the example with the most facts when it was chosen.
const HOUSEHOLD: &str = "moeder op de vlucht voor geweld en een kind met een verwijzing van de huisarts (F6)";
/// A decision on which everything comes together.
const DECISION: &str = "algemene bijstand";
/// A family of two adults and three children, and six decisions about it under three laws, each with whom it is about.
const FAMILY: &str = "gezin_drie_wetten.json";
const SIX: [(&str, &str); 6] = [
    ("algemene bijstand", "huishouden"),
    ("individuele inkomenstoeslag", "sanne"),
    ("bijzondere bijstand", "huishouden"),
    ("huishoudelijke ondersteuning", "sanne"),
    ("bijdrage maatschappelijke ondersteuning", "sanne"),
    ("individuele voorziening jeugdhulp", "noor"),
];

fn main() {
    let Some(set) = rule_set(Some("zutphen")) else { return eprintln!("the rules of zutphen are gone") };
    let Some(program) = set.compiled.program.as_ref() else { return eprintln!("the rules do not compile") };
    let day = Date::from_ymd(2026, 10, 1).unwrap_or(Date::MIN);
    println!(
        "rule set: {} terms, {} nodes, {} facts, {} rules",
        program.terms.len(),
        program.nodes.len(),
        program.inputs.len(),
        program.rules.len()
    );
    table::head();
    small::measure(day);
    chain(&set, program, day);
    household(&set, program);
    family(program);
    missing(program, day);
    loading(&set, program);
}

/// Norm, first reduction and amount for a single person of 30, in the whole rule set.
fn chain(set: &RuleSet, program: &Program, day: Date) {
    let Some(facts) = facts_of(set, program, REDUCTION) else { return eprintln!("no example `{REDUCTION}`") };
    let names = ["bijstandsnorm van …", "verlaging van de bijstand van …", "bijstand na verlaging van …"];
    let terms: Vec<u32> = names.iter().filter_map(|name| term(program, name)).collect();
    if terms.len() != names.len() {
        eprintln!("a term of the chain is gone");
    }
    let mut machine = Machine::new(program);
    let values = |evaluation: &mut Evaluation<'_>| -> Vec<Val> {
        terms.iter().map(|term| evaluation.term(*term, &[0], day).value).collect()
    };
    row("the same chain in the whole rule set", against(58.0, 0.6), || values(&mut machine.load(&facts)));
    row("the same chain in the whole rule set, with reasons", against(91.0, 5.0), || {
        let mut evaluation = machine.load(&facts);
        let values = values(&mut evaluation);
        let reasons: Vec<_> = terms.iter().map(|term| evaluation.why_term(*term, &[0], day)).collect();
        (values, reasons)
    });
}

/// The full decision on a household, from what was read to what comes out, and the whole call.
fn household(set: &RuleSet, program: &Program) {
    let Some(decision) = program.decisions.iter().find(|decision| decision.name == DECISION) else {
        return eprintln!("no decision `{DECISION}`");
    };
    let Some((text, case)) = case_named(set, program, HOUSEHOLD) else { return eprintln!("no example `{HOUSEHOLD}`") };
    let mut machine = Machine::new(program);
    let asked = [Asked { nodes: nodes(decision), member: 0 }];
    values("household decision", &mut machine, &case, &asked, [target(5.0), target(25.0)]);
    let prepared = Prepared::new(program.clone());
    let options = |detail| DecideOptions { onderwerp: Some(DECISION.into()), detail };
    row("household decision, document written", Beside::default(), || {
        case::decide_with(&mut machine, &case, &options(Detail::Reasons))
    });
    row("household, JSON to JSON, one decision", Beside::default(), || {
        whole(&prepared, &text, &options(Detail::Reasons))
    });
    row("household, JSON to JSON, one decision without reasons", Beside::default(), || {
        whole(&prepared, &text, &options(Detail::Outcomes))
    });
    row("household, JSON to JSON, one decision with trace", Beside::default(), || {
        whole(&prepared, &text, &options(Detail::Trace))
    });
    row("household, JSON to JSON, all decisions", Beside::default(), || {
        whole(&prepared, &text, &DecideOptions::default())
    });
    row("a case is read", Beside::default(), || case::read_case(program, &text, &Options::default()));
}

/// Six decisions on one family.
fn family(program: &Program) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../casussen").join(FAMILY);
    let Ok(text) = std::fs::read_to_string(path) else { return eprintln!("no case `{FAMILY}`") };
    let Ok(case) = case::read_case(program, &text, &Options::default()) else {
        return eprintln!("`{FAMILY}` cannot be read");
    };
    let asked: Vec<Asked> = SIX.iter().filter_map(|(about, whom)| Asked::of(program, &case, about, whom)).collect();
    if asked.len() != SIX.len() {
        return eprintln!("a decision about the family is gone");
    }
    let mut machine = Machine::new(program);
    let prepared = Prepared::new(program.clone());
    values("family, six decisions", &mut machine, &case, &asked, [Beside::default(), target(50.0)]);
    row("family, JSON to JSON, all decisions", Beside::default(), || {
        whole(&prepared, &text, &DecideOptions::default())
    });
}

/// What is asked about somebody: every node that a decision rests on.
struct Asked {
    nodes: Vec<NodeId>,
    member: ObjectId,
}

impl Asked {
    fn of(program: &Program, case: &Case, about: &str, whom: &str) -> Option<Self> {
        let decision = program.decisions.iter().find(|decision| decision.name == about)?;
        let members = case.facts.objects.get(decision.class as usize)?;
        let member = members.iter().position(|id| id == whom)?;
        Some(Self { nodes: nodes(decision), member: ObjectId::try_from(member).ok()? })
    }
}

/// All values of decisions; the same with what each rests on; and that as trees, as the trace needs it.
fn values(name: &str, machine: &mut Machine<'_>, case: &Case, asked: &[Asked], [bare, told]: [Beside; 2]) {
    let day = case.periode.0;
    let all = || asked.iter().flat_map(|one| one.nodes.iter().map(move |node| (*node, [one.member])));
    row(&format!("{name}, all values"), bare, || {
        let mut evaluation = machine.load(&case.facts);
        all().filter(|(node, args)| evaluation.value(*node, args, day).value == Val::Unknown).count()
    });
    row(&format!("{name}, all values, with reasons"), told, || {
        let mut evaluation = machine.load(&case.facts);
        all().map(|(node, args)| evaluation.why(node, &args, day)).collect::<Vec<_>>()
    });
    row(&format!("{name}, all values, reasons as trees"), Beside::default(), || {
        let mut evaluation = machine.load(&case.facts);
        all().map(|(node, args)| evaluation.reasons(node, &args, day)).collect::<Vec<_>>()
    });
}

/// A whole call as hosts make it: the program was looked through before, the machine is new.
fn whole(prepared: &Prepared, text: &str, options: &DecideOptions) -> Option<String> {
    let case = case::read_case(prepared.program(), text, &Options::default()).ok()?;
    case::decide_with(&mut prepared.machine(), &case, options).ok()
}

/// What is still needed of a household of which nothing is known.
fn missing(program: &Program, day: Date) {
    let objects =
        program.classes.iter().map(|class| vec![class.name.to_string(); usize::from(class.singleton)]).collect();
    let facts = Facts::new(program, day, objects);
    let Some(decision) = program.decisions.iter().find(|decision| decision.name == DECISION) else { return };
    let question = Question { decision, member: 0, days: &[day] };
    let mut machine = Machine::new(program);
    row("ontbreekt, empty household, the search alone", target(50_000.0), || {
        Inquiry::default().missing(&machine.load(&facts), question)
    });
    let prepared = Prepared::new(program.clone());
    let text = format!("{{\"peildatum\":\"{day}\"}}");
    row("ontbreekt, empty household, one decision, JSON to JSON", target(50_000.0), || {
        whole(&prepared, &text, &DecideOptions { onderwerp: Some(DECISION.into()), ..DecideOptions::default() })
    });
}

/// From texts to a program, and what it takes in memory.
fn loading(set: &RuleSet, program: &Program) {
    let Some(built_in) = toegang_rules::set(Some("zutphen")) else { return };
    let files: Vec<SourceFile> = texts(&built_in);
    let lines: usize = files.iter().map(|file| file.text.lines().count()).sum();
    row(&format!("{lines} lines of rules, text to program"), target(lines as f64 * 20.0), || {
        compile(&files, &set.gemeente)
    });
    let bytes = to_bytes(program);
    let name = format!("{} KiB of bytes, loaded and checked", bytes.len() / 1024);
    row(&name, target(2000.0), || from_bytes(&bytes));
    row("a machine for a program", Beside::default(), || Machine::new(program));
    let (loaded, _, size) = count::counted(|| black_box(from_bytes(&bytes)));
    let Ok(loaded) = loaded else { return eprintln!("the bytes of the rules do not load") };
    let (_machine, _, more) = count::counted(|| black_box(Machine::new(&loaded)));
    println!(
        "memory of a loaded rule set: {} KiB; with a machine: {} KiB (target 4096 KiB)",
        size / 1024,
        (size + more) / 1024
    );
}

/// The number of a term.
fn term(program: &Program, name: &str) -> Option<u32> {
    let at = program.terms.iter().position(|term| term.name == name)?;
    u32::try_from(at).ok()
}

/// The facts of an example.
fn facts_of(set: &RuleSet, program: &Program, name: &str) -> Option<Facts> {
    let example = set.compiled.model.examples.iter().find(|example| example.name == name)?;
    Some(toegang::trial::facts_of(program, example).0)
}

/// An example as a case: its text, and what is read of it.
fn case_named(set: &RuleSet, program: &Program, name: &str) -> Option<(String, Case)> {
    let example = set.compiled.model.examples.iter().find(|example| example.name == name)?;
    let text = case_of(program, example);
    let case = case::read_case(program, &text, &Options::default()).ok()?;
    Some((text, case))
}

/// Every node of a decision that its outcome rests on.
fn nodes(decision: &Decision) -> Vec<NodeId> {
    let single =
        [decision.applies, Some(decision.right), decision.partial, decision.not_bound, decision.start, decision.end];
    let values = decision.values.iter().chain(&decision.form).chain(&decision.terms).chain(&decision.duties);
    let follow = decision.follow_ups.iter().map(|follow| follow.condition);
    single.into_iter().flatten().chain(values.map(|value| value.node)).chain(follow).collect()
}
