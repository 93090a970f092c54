//! The value types of the engine: exact numbers, days, sets of days, and the
//! Dutch notation of each.
//!
//! Nothing here rounds, overflows, panics, or reads a clock. An operation whose
//! result does not exist or does not fit returns `None`; a text that is not in
//! its one correct form is refused with a reason. Values of one type are equal
//! exactly if their fields are, so they can be hashed, sorted and compared as
//! bytes.
//!
//! - [`Rational`] with [`Rounding`]: the one number type. Amounts of money are
//!   rationals in cents; percentages are rationals as fractions.
//! - [`Date`] and [`Weekday`]: a day in the Gregorian calendar.
//! - [`Periods`]: a set of days as unbroken stretches.
//! - [`Text`]: a text that shares its memory with others.
//! - [`key_of`]: the key of a declared name in a case.
//! - [`dutch`]: reading and writing `€ 1.419,46`, `12,5%` and `1 juli 2026`.

mod calendar;
mod date;
mod decimal;
pub mod dutch;
mod dutch_dates;
mod dutch_numbers;
mod key;
pub(crate) mod order;
mod period;
mod rational;
mod rounding;
mod text;
mod workdays;

pub use date::{Date, Weekday};
pub use key::{composed, key_of};
pub use period::{Period, Periods};
pub use rational::{InvalidRational, Rational};
pub use rounding::Rounding;
pub use text::Text;
pub use workdays::{add_working_days, extended, is_day_off, is_public_holiday, working_days_between};
