//! Public holidays, reckoned.
//!
//! Those of France (Code du travail, L3133-1 and L3422-2): fixed days, and days that follow Easter.

use chrono::{Days, NaiveDate};

/// A day and what it is called: a text of `holiday-…`.
pub type Holiday = (NaiveDate, &'static str);

/// Easter Sunday of the Gregorian calendar: the Sunday after the first full moon of spring, by the Church's tables.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (century, golden) = (year / 100, year % 19);
    // How many days the tables' moon is ahead of the one of the Julian calendar.
    let moon = (19 * golden + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
    // The latest full moon is on 18 April; in long runs of years two golden numbers may not share it.
    let full = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + full + 2 - century + century / 4) % 7;
    let after = full - weekday;
    let month = 3 + (after + 40) / 44;
    NaiveDate::from_ymd_opt(year, month.try_into().ok()?, (after + 28 - 31 * (month / 4)).try_into().ok()?)
}

/// The public holidays of a year in the France of this time zone, in order; none elsewhere.
pub fn french(year: i32, zone: &str) -> Vec<Holiday> {
    // Overseas the end of slavery is remembered, each place on its own day.
    let freedom = match zone {
        "Europe/Paris" => None,
        "America/Guadeloupe" | "America/Marigot" | "America/St_Barthelemy" => Some((5, 27)),
        "America/Martinique" => Some((5, 22)),
        "America/Cayenne" => Some((6, 10)),
        "Indian/Reunion" => Some((12, 20)),
        "Indian/Mayotte" => Some((4, 27)),
        _ => return Vec::new(),
    };
    let fixed = [
        (1, 1, "new-year"),
        (5, 1, "labour"),
        (5, 8, "victory"),
        (7, 14, "bastille"),
        (8, 15, "assumption"),
        (11, 1, "all-saints"),
        (11, 11, "armistice"),
        (12, 25, "christmas"),
    ];
    let after_easter = [(1, "easter-monday"), (39, "ascension"), (50, "whit-monday")];
    let fixed = fixed.into_iter().chain(freedom.map(|(m, d)| (m, d, "abolition")));
    let mut all: Vec<Holiday> = fixed.filter_map(|(m, d, name)| Some((NaiveDate::from_ymd_opt(year, m, d)?, name))).collect();
    all.extend(after_easter.into_iter().filter_map(|(days, name)| Some((easter(year)?.checked_add_days(Days::new(days))?, name))));
    all.sort();
    all
}

/// Whether [`french`] knows the holidays of this time zone.
pub fn is_french(zone: &str) -> bool {
    !french(2026, zone).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// As almanacs have them, the earliest and the latest that can be among them.
    #[test]
    fn easter_falls_where_the_almanacs_say() {
        for (y, m, d) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
        ] {
            assert_eq!(easter(y), Some(day(y, m, d)), "{y}");
        }
        use chrono::Datelike;
        assert!((1700..2500).all(|y| easter(y).is_some_and(|d| d.weekday() == chrono::Weekday::Sun)));
    }

    /// The lists that service-public.fr publishes.
    #[test]
    fn the_public_holidays_of_france() {
        let dates = |year| french(year, "Europe/Paris").into_iter().map(|(d, _)| d.format("%d.%m").to_string()).collect::<Vec<_>>();
        let of_2025 = ["01.01", "21.04", "01.05", "08.05", "29.05", "09.06", "14.07", "15.08", "01.11", "11.11", "25.12"];
        let of_2026 = ["01.01", "06.04", "01.05", "08.05", "14.05", "25.05", "14.07", "15.08", "01.11", "11.11", "25.12"];
        let of_2027 = ["01.01", "29.03", "01.05", "06.05", "08.05", "17.05", "14.07", "15.08", "01.11", "11.11", "25.12"];
        assert_eq!(dates(2025), of_2025);
        assert_eq!(dates(2026), of_2026);
        assert_eq!(dates(2027), of_2027);
        // 1 May and Ascension on one day.
        assert_eq!(dates(2008).iter().filter(|d| *d == "01.05").count(), 2);
    }

    #[test]
    fn elsewhere_there_are_none_of_these_and_overseas_one_more() {
        assert!(french(2027, "Europe/Brussels").is_empty() && !is_french("America/Montreal") && is_french("Indian/Reunion"));
        assert!(french(2027, "Indian/Reunion").contains(&(day(2027, 12, 20), "abolition")));
        assert_eq!(french(2027, "America/Martinique").len(), 12);
    }
}
