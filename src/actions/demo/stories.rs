//! What a front desk remembers of the people of the day's stories.

use super::people::{contact, phone};
use crate::model::Patient;

pub fn remember(code: &str, p: &mut Patient, french: bool) {
    let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
    match code {
        "lea-child" => {
            p.alert = say("Ne pas confondre avec Léa Martin, née en 1984.", "Not to be taken for Leah Martin born in 1984.").into();
            p.contacts = vec![contact(say("Sophie Martin", "Sophie Martin"), say("mère", "mother"), phone(french, true, 951))];
        }
        "deaf" => {
            p.alert = say("Entend mal : lui faire face en parlant.", "Hard of hearing: face her when speaking.").into();
            p.contacts = vec![contact(say("Marc Fontaine", "Mark Fountain"), say("fils", "son"), phone(french, true, 952))];
        }
        "anxious" => {
            p.alert = say(
                "Très anxieuse, peur des piqûres : lui dire l’attente, ne pas la laisser sans nouvelles.",
                "Very anxious, afraid of needles: tell her how long, do not leave her without news.",
            )
            .into();
            p.note = say("Un verre d’eau et deux mots suffisent souvent.", "A glass of water and a word are often enough.").into();
        }
        "interpreter" => {
            p.languages = vec!["pl".into()];
            p.alert = say(
                "Interprète polonais nécessaire : à réserver avec chaque rendez-vous.",
                "Needs a Polish interpreter: book one with each visit.",
            )
            .into();
            p.pronounce = say("« Agnièchka »", "“Ag-nyesh-ka”").into();
        }
        "walk-in" => p.pronounce = say("« Nouyène »", "“Nwee-en”").into(),
        "walks-badly" => {
            p.alert = say("Marche difficilement : le faire asseoir tout de suite.", "Walks with pain: offer a seat at once.").into()
        }
        "promised" => {
            p.prefix = say("Mme", "Mrs").into();
            p.address_as = say("Madame Dubois, jamais par son prénom", "Mrs Wood, never by her first name").into();
            p.note = say("Veuve depuis le printemps. Prend le car de 11 h 40.", "Widowed since the spring. Takes the 11:40 bus.").into();
        }
        "first" => {
            p.contacts = vec![contact(
                say("Hélène Roussel", "Helen Russell"),
                say("fille, personne de confiance", "daughter, to be told"),
                phone(french, true, 953),
            )];
            p.note = say("Préfère le premier rendez-vous du matin.", "Prefers the first visit of the morning.").into();
        }
        "baby" => p.contacts = vec![contact(say("Julie Petit", "Julie Little"), say("mère", "mother"), phone(french, true, 954))],
        "double-too" => p.telecom = super::people::known_phone("double", french),
        "mother" => {
            p.note = say(
                "Vient avec ses trois enfants : leur donner des rendez-vous de suite.",
                "Comes with her three children: one visit after the other.",
            )
            .into()
        }
        "child-1" | "child-2" | "child-3" => {
            let mother = super::people::known_phone("mother", french);
            p.contacts = vec![contact(say("Aminata Traoré", "Aminata Traore"), say("mère", "mother"), mother[0].value.clone())];
        }
        "diabetes" => {
            p.languages = vec!["pt".into(), say("fr", "en").into()];
            p.flags = vec![super::recalls::flag(french).into()];
        }
        "cancelled" => p.contacts = vec![contact(say("Anne Schneider", "Anne Sanders"), say("mère", "mother"), phone(french, true, 955))],
        "twins" => p.note = say("Attend des jumeaux.", "Expecting twins.").into(),
        "fasting" => p.pronounce = say("« Popèscou »", "“Po-pess-koo”").into(),
        "latex" => p.alert = say("Allergie au latex.", "Allergic to latex.").into(),
        "no-show" => {
            p.note =
                say("N’est pas venu deux fois cet automne : rappeler la veille.", "Did not come twice this autumn: ring the day before.")
                    .into()
        }
        _ => {}
    }
}
