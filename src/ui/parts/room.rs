//! What of a visit and of a name there is room for, by how wide its place is.

/// How a visit is written on the diary. Today's styles decide the same by the same widths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a line: the hour, who, the reason.
    Wide,
    /// Who; under it, where it is high enough, the hour and the reason.
    Narrow,
    /// Who alone.
    Name,
}

impl Form {
    pub fn of(width: f64) -> Self {
        match width {
            w if w >= 200.0 => Form::Wide,
            w if w >= 88.0 => Form::Narrow,
            _ => Form::Name,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Form::Wide => "wide",
            Form::Narrow => "narrow",
            Form::Name => "name",
        }
    }
}

/// The fullest writing of a person's name that so many letters have room for: "Da Silva Louise", "Da Silva L.", "Da Silva";
/// of a double name "Petit-L.", of a still longer one what the place cuts off.
pub fn fitted(family: &str, first: &str, letters: usize) -> (String, String) {
    let long = |family: &str, first: &str| family.chars().count() + first.chars().count() + usize::from(!first.is_empty());
    let initial = |word: &str| word.chars().next().map(|c| format!("{c}.")).unwrap_or_default();
    if long(family, first) <= letters {
        return (family.to_owned(), first.to_owned());
    }
    let short: String = first.split('-').map(initial).collect::<Vec<_>>().join("-");
    if long(family, &short) <= letters {
        return (family.to_owned(), short);
    }
    let double = family.split_once('-').map(|(one, other)| format!("{one}-{}", initial(other)));
    match double.filter(|d| long(family, "") > letters && long(d, "") <= letters) {
        Some(double) => (double, String::new()),
        None => (family.to_owned(), String::new()),
    }
}

/// The first of several writings, the fullest before, that so many letters have room for; else the last.
pub fn writing<'a>(writings: &[&'a str], letters: usize) -> &'a str {
    let fits = |w: &&&str| w.chars().count() <= letters;
    writings.iter().find(fits).or(writings.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_fully_as_there_is_room_for() {
        let said = |family, first, letters| {
            let (family, first) = fitted(family, first, letters);
            format!("{family} {first}").trim().to_owned()
        };
        assert_eq!([15, 14, 11, 10, 8, 5].map(|n| said("Da Silva", "Louise", n))[..3], ["Da Silva Louise", "Da Silva L.", "Da Silva L."]);
        assert_eq!([10, 8, 5].map(|n| said("Da Silva", "Louise", n)), ["Da Silva", "Da Silva", "Da Silva"]);
        assert_eq!([19, 14, 8].map(|n| said("Petit-Lefebvre", "Zoé", n)), ["Petit-Lefebvre Zoé", "Petit-Lefebvre", "Petit-L."]);
        assert_eq!(said("Roux", "Jean-Baptiste", 10), "Roux J.-B.");
        assert_eq!(said("Élan", "Éloi", 7), "Élan É.", "letters are counted, not bytes");
        assert_eq!(said("", "", 3), "");
    }

    #[test]
    fn a_doctor_is_named_as_fully_as_there_is_room_for() {
        let doctor = ["Dr Marc Lemaire", "Dr Lemaire", "Lemaire", "Le"];
        assert_eq!([20, 12, 8, 4].map(|n| writing(&doctor, n)), doctor);
        assert_eq!(writing(&doctor, 1), "Le");
        assert_eq!(writing(&[], 1), "");
    }

    #[test]
    fn who_comes_goes_before_the_hour() {
        assert_eq!([367.0, 135.0, 50.0].map(Form::of), [Form::Wide, Form::Narrow, Form::Name]);
    }
}
