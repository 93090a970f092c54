//! The byte form of everything in a program: its fields, and the number of its variant.

use super::super::{
    Act, Allowed, Amount, Approval, AssimilatedDays, Base, Basis, Box_, Class, Comparison, Const, DataUse,
    DateFunction, Days, Decision, DecisionKind, DecisionValue, Delegation, Filter, Fold, FollowUp, HandOver, Identity,
    Index, Input, Judgement, JudgementKind, Mandate, Message, Nature, Node, Operator, Organisation, Origin, Parameter,
    ParameterVersion, PeriodFunction, Program, Read, Rule, Run, Source, StatedFact, StatedObject, StatedValue,
    StatedVersion, Step, Term, Trust, Type, Unit,
};
use super::code::{Code, Reader, Writer};
use crate::values::Rounding;

/// The fields in the order in which they stand.
macro_rules! fields {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Code for $name {
            fn write(list: &[&Self], to: &mut Writer) {
                $(Code::write(&list.iter().map(|one| &one.$field).collect::<Vec<_>>(), to);)*
            }

            fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
                $(let mut $field = Code::read(count, from).into_iter();)*
                from.list(count, |_| match ($($field.next(),)*) {
                    ($(Some($field),)*) => Some(Self { $($field),* }),
                    _ => None,
                })
            }
        }
    )*};
}

/// The same, of what a program has one of.
macro_rules! fields_of_one {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Code for $name {
            fn write(list: &[&Self], to: &mut Writer) {
                for one in list {
                    $(Code::write(&[&one.$field], to);)*
                }
            }

            fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
                from.list(count, Self::one)
            }

            fn one(from: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Code::one(from)?),* })
            }
        }
    )*};
}

/// The number of each variant, from zero on, of what has no fields.
macro_rules! kinds {
    ($($name:ident { $($number:literal $variant:ident),* })*) => {$(
        impl Code for $name {
            fn write(list: &[&Self], to: &mut Writer) {
                list.iter().for_each(|one| to.byte(match one { $(Self::$variant => $number),* }));
            }

            fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
                const ALL: &[$name] = &[$($name::$variant),*];
                let mut numbers = from.take(count).iter();
                from.list(count, |_| ALL.get(usize::from(*numbers.next()?)).copied())
            }
        }
    )*};
}

/// Writes the fields of all that are of one variant.
macro_rules! of_variant {
    ($list:ident, $to:ident, $variant:ident, $all:tt: $($part:ident)*) => {$({
        #[allow(unused_variables, reason = "all fields are named each time")]
        let part = $list.iter().filter_map(|one| match one {
            Self::$variant $all => Some($part),
            #[allow(unreachable_patterns, reason = "a type may have one variant")]
            _ => None,
        });
        Code::write(&part.collect::<Vec<_>>(), $to);
    })*};
}

/// The number of each variant, from zero on, and its fields in the order in which they stand: first the numbers of all in a list, then
/// variant by variant the fields of those that are of it.
macro_rules! variants {
    ($($name:ident { $($number:literal $variant:ident $(($($part:ident),*))? $({ $($field:ident),* })?),* })*) => {$(
        impl Code for $name {
            fn write(list: &[&Self], to: &mut Writer) {
                list.iter().for_each(|one| to.byte(match one { $(Self::$variant { .. } => $number),* }));
                $(
                    $(of_variant!(list, to, $variant, ($($part),*): $($part)*);)?
                    $(of_variant!(list, to, $variant, { $($field),* }: $($field)*);)?
                )*
            }

            fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
                let numbers = from.take(count);
                let mut counts = [0_usize; 256];
                for number in numbers {
                    counts.get_mut(usize::from(*number)).into_iter().for_each(|count| *count = count.saturating_add(1));
                }
                let mut counts = counts.into_iter();
                let mut lists = [$({
                    let count = counts.next().unwrap_or_default();
                    $($(let mut $part = Code::read(count, from).into_iter();)*)?
                    $($(let mut $field = Code::read(count, from).into_iter();)*)?
                    let list = from.list(count, |_| match ($($($part.next(),)*)? $($($field.next(),)*)?) {
                        ($($(Some($part),)*)? $($(Some($field),)*)?) =>
                            Some(Self::$variant $(($($part),*))? $({ $($field),* })?),
                        #[allow(unreachable_patterns, reason = "a variant may have no fields")]
                        _ => None,
                    });
                    list.into_iter()
                }),*];
                let mut numbers = numbers.iter();
                from.list(count, |_| lists.get_mut(usize::from(*numbers.next()?))?.next())
            }
        }
    )*};
}

/// An index is found anew.
impl Code for Index {
    fn write(_: &[&Self], _: &mut Writer) {}

    fn read(count: usize, _: &mut Reader<'_>) -> Vec<Self> {
        (0..count).map(|_| Self::default()).collect()
    }
}

fields_of_one! {
    Program {
        identity, classes, choices, inputs, parameters, rules, terms, nodes, children, labels, texts, decisions, roles,
        organisation, assimilated, laws, uses, index
    }
    Identity { name, version, municipality, sha256 }
    Organisation { class, stated, mandates, filters, hand_overs }
}

fields! {
    Class { name, plural, singleton }
    Unit { base, per }
    Term { name, args, ty, body }
    Run { start, len }
    Input { name, key, former, args, symmetric, ty, origin, register, fixed, judgement, source, description }
    Judgement { kind, roles, question, weigh, second, basis }
    Basis { read, approval }
    Approval { text }
    Source { regulation, article, paragraph, item, ecli, text }
    Rule { title, paragraph, regulation, source, from, until, read, approval, text }
    Parameter { name, ty, source, calendar, versions, delegation, approval }
    ParameterVersion { from, until, amount, read, note }
    Delegation { compulsory, by, filled_by, basis }
    AssimilatedDays { first, last, days, source, read, approval }
    Decision {
        kind, name, law, class, source, basis, nature, applies, right, partial, not_bound, values, form, start, end, day,
        terms, follow_ups, duties, competent, message
    }
    DecisionValue { name, ty, node }
    FollowUp { kind, to, condition }
    Message { standard, number, fields, checks }
    DataUse { from, to, source, first, last, allowed }
    Allowed { class, node }
    StatedObject { name, versions }
    StatedVersion { days, trust, facts }
    StatedFact { input, from, until, value }
    Days { from, until }
    Trust { source, read, approval }
    Mandate { organisation, role, act, about, days, trust }
    Filter { about, decides, assesses }
    HandOver { from, to, about, days, trust, complete }
}

variants! {
    Node {
        0 Const(value), 1 Parameter(id), 2 IsFilled(id), 3 Input(id, a, b), 4 Term(id, a, b), 5 Variable(number),
        6 Singleton(class), 7 Stated(class, number), 8 Peildatum, 9 DayOfDecision, 10 All(of), 11 Any(of), 12 Not(of),
        13 Compare(how, a, b), 14 Present(of), 15 Arithmetic(how, a, b), 16 Round(how, step, of), 17 Choose(a, b, c),
        18 Shift(step, from, count), 19 FullSteps(step, from, to), 20 DateOf(what, of), 21 PeriodsOf(what, of),
        22 Fold { fold, variable, domain, filter, value }, 23 On(of, day), 24 DailyMean(calendar, of),
        25 DaysThat(calendar, of), 26 FirstDay { condition, from, until }, 27 DaysBetween { condition, from, until },
        28 MonthSum { value, from, until }, 29 AsIf(of, targets), 30 Define { rules, bool },
        31 Rule { rule, condition, value, exceptions }
    }
    Const { 0 Bool(value), 1 Number(value), 2 Date(value), 3 Choice(value), 4 Text(value), 5 Empty }
    Amount { 0 Known(value), 1 Unknown { at_least, at_most } }
    Type {
        0 Bool, 1 Number(unit), 2 Date, 3 Choice(choice), 4 Text, 5 Object { class, optional }, 6 Many(class), 7 Periods
    }
    Base { 0 Number, 1 Percentage, 2 Money, 3 Of(unit) }
    StatedValue { 0 Const(value), 1 Text(value), 2 Object(value), 3 Objects(value), 4 Periods(value) }
}

kinds! {
    Comparison { 0 Equal, 1 Less, 2 AtMost, 3 Greater, 4 AtLeast }
    Operator { 0 Add, 1 Subtract, 2 Multiply, 3 Divide, 4 Minimum, 5 Maximum, 6 PartAbove, 7 PartUpTo }
    Fold { 0 Exists, 1 Every, 2 None, 3 Count, 4 Sum, 5 Highest, 6 Lowest, 7 TheOne }
    Step { 0 Days, 1 Weeks, 2 Months, 3 Years, 4 WorkingDays }
    Box_ { 0 Month, 1 Year }
    DateFunction { 0 FirstOfMonth, 1 LastOfMonth, 2 FirstOfYear, 3 DaysInMonth, 4 Extended }
    PeriodFunction { 0 Contains, 1 DaysThisYear, 2 RunLength, 3 RunStart, 4 RunEnd }
    Rounding { 0 Rekenkundig, 1 NaarBoven, 2 NaarBeneden }
    Origin { 0 Registry, 1 Applicant, 2 Judgement }
    JudgementKind { 0 Oordeel, 1 Kwalificatie, 2 Bevoegdheid }
    DecisionKind { 0 Besluit, 1 Procedure, 2 Plan }
    Nature { 0 Gebonden, 1 Bevoegdheid }
    Read { 0 Wettekst, 1 Bekendmaking, 2 Secundair, 3 Afgeleid, 4 Voorbeeldwaarde, 5 NietGelezen }
    Act { 0 Signals, 1 Advises, 2 Assesses, 3 Decides }
}
