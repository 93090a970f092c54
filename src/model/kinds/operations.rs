//! The fixed operations: comparing, counting, folding, and asking about days and periods.

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Equal.
    Equal,
    /// Less.
    Less,
    /// Less or equal.
    AtMost,
    /// Greater.
    Greater,
    /// Greater or equal.
    AtLeast,
}

/// Exact arithmetic on two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// a + b
    Add,
    /// a - b
    Subtract,
    /// a × b
    Multiply,
    /// a / b; division by zero is a fault.
    Divide,
    /// The lower.
    Minimum,
    /// The higher.
    Maximum,
    /// `a, voor zover dat meer is dan b`: max(0, a - b).
    PartAbove,
    /// `a, voor zover dat ten hoogste b is`: the part of a up to b, at least 0.
    PartUpTo,
}

/// How a set is folded into one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// ten minste één
    Exists,
    /// ieder
    Every,
    /// geen
    None,
    /// het aantal
    Count,
    /// de som
    Sum,
    /// de hoogste (numbers and dates)
    Highest,
    /// de laagste (numbers and dates)
    Lowest,
    /// de … : the one object for which the condition holds; Empty when none; a fault when more than one
    TheOne,
}

/// A unit of calendar steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Step {
    Days,
    Weeks,
    Months,
    Years,
    WorkingDays,
}

/// A fixed question about dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFunction {
    /// First day of the calendar month of a day.
    FirstOfMonth,
    /// Last day of the calendar month of a day.
    LastOfMonth,
    /// First day of the calendar year of a day.
    FirstOfYear,
    /// Number of days of the calendar month of a day.
    DaysInMonth,
    /// The day itself, or the first later day on which a term may end (Algemene termijnenwet, article 1).
    Extended,
}

/// A question about a set of periods, on the day of evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodFunction {
    /// Whether the day falls in one of the periods (Bool).
    Contains,
    /// Days in the periods from 1 January of the day's year up to and including the day.
    DaysThisYear,
    /// Days of the unbroken period around the day, up to and including the day; 0 outside.
    RunLength,
    /// First day of the unbroken period around the day; Empty outside.
    RunStart,
    /// Last day of the unbroken period around the day; Empty outside or when open.
    RunEnd,
}

/// Which days of a calendar box are folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Box_ {
    Month,
    Year,
}
