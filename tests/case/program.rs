//! A small program built by hand: two classes, facts of each type, two judgements, one computed term, one decision.

use toegang::program::{Base, Class, ClassId, Input, Judgement, JudgementKind, Origin, Program, Term, Type, Unit};
use toegang::values::Text;

pub const PERSOON: ClassId = 0;
pub const HUISHOUDEN: ClassId = 1;

pub fn money(per: &str) -> Type {
    Type::Number(Unit { base: Base::Money, per: Some(per.into()) })
}

pub fn input(name: &str, args: &[ClassId], ty: Type) -> Input {
    Input {
        name: name.into(),
        key: toegang::case::key_of(name).into(),
        former: Vec::new(),
        args: args.to_vec(),
        symmetric: false,
        ty,
        origin: Origin::Applicant,
        register: None,
        fixed: false,
        judgement: None,
        source: [].into(),
        description: Text::default(),
    }
}

fn registered(name: &str, ty: Type) -> Input {
    Input { origin: Origin::Registry, register: Some("BRP".into()), ..input(name, &[PERSOON], ty) }
}

fn judged(name: &str, args: &[ClassId], second: bool) -> Input {
    let judgement = Judgement {
        kind: JudgementKind::Oordeel,
        roles: vec!["consulent inkomen".into()],
        question: format!("{name}?").into(),
        weigh: Vec::new(),
        second,
        basis: toegang::program::Basis::default(),
    };
    Input { origin: Origin::Judgement, judgement: Some(judgement), ..input(name, args, Type::Bool) }
}

fn inputs() -> Vec<Input> {
    let quantity = Type::Number(Unit { base: Base::Of("uur".into()), per: Some("week".into()) });
    let percentage = Type::Number(Unit { base: Base::Percentage, per: None });
    let number = Type::Number(Unit { base: Base::Number, per: None });
    vec![
        Input { fixed: true, ..registered("geboortedatum", Type::Date) },
        registered("woont in Nederland", Type::Bool),
        Input {
            former: vec!["inkomen_uit_arbeid".into()],
            ..input("netto inkomen uit arbeid", &[PERSOON], money("maand"))
        },
        input("nodige hulp", &[PERSOON], quantity),
        input("aandeel", &[PERSOON], percentage),
        input("aantal kamers", &[PERSOON], number),
        input("perioden in het buitenland", &[PERSOON], Type::Periods),
        input("graad van verwantschap", &[PERSOON, PERSOON], Type::Choice(0)),
        input("aanvrager", &[HUISHOUDEN], Type::Object { class: PERSOON, optional: false }),
        input("partner", &[HUISHOUDEN], Type::Object { class: PERSOON, optional: true }),
        input("kinderen", &[HUISHOUDEN], Type::Many(PERSOON)),
        judged("voert een gezamenlijke huishouding met", &[PERSOON, PERSOON], false),
        judged("rechtvaardigt afwijking", &[PERSOON], true),
        input("toelichting", &[PERSOON], Type::Text),
    ]
}

/// The program without rules.
pub fn program() -> Program {
    let class = |name: &str, plural: &str, singleton| Class { name: name.into(), plural: plural.into(), singleton };
    let mut inputs = inputs();
    for input in &mut inputs {
        input.symmetric = input.args.len() == 2;
    }
    Program {
        classes: vec![class("persoon", "personen", false), class("huishouden", "huishoudens", true)],
        choices: vec![vec!["eerste".into(), "tweede".into(), "geen".into()]],
        inputs,
        terms: vec![Term { name: "norm van …".into(), args: vec![PERSOON], ty: money("maand"), body: 0 }],
        roles: vec!["consulent inkomen".into(), "klantmanager werk".into()],
        ..Program::default()
    }
}
