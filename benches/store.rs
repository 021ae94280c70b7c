//! The store's figures: taking in 50,000 patients, a booking until it is durable, the day of 300 visits, opening, and
//! what encryption costs. Run by `benches/run`; one section with `cargo bench --bench store -- import`.
//!
//! Times are CPU times of this process where it says so: other programs on the machine take no part in them.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

use genki::{
    actions::import::{How, import},
    base::Id,
    exchange::{self, Format},
    store::{Act, Store, patients},
};
use std::{hint::black_box, ops::ControlFlow, path::Path, time::Instant};

const PATIENTS: usize = 50_000;
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Paris;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wanted = |section: &str| asked.is_empty() || asked.iter().any(|a| a == section);
    if wanted("import") {
        taking_in();
    }
}

/// Figures of one thing done several times.
struct Times(Vec<f64>);

impl Times {
    fn of(n: usize, mut work: impl FnMut() -> f64) -> Self {
        let mut all: Vec<f64> = (0..n).map(|_| work()).collect();
        all.sort_by(f64::total_cmp);
        Times(all)
    }

    fn at(&self, share: f64) -> f64 {
        self.0[((self.0.len() - 1) as f64 * share).round() as usize]
    }
}

/// Seconds of CPU that this process has used, all threads together.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after = stat.rsplit(") ").next().unwrap();
    let ticks: Vec<f64> = after.split(' ').skip(11).take(2).map(|t| t.parse().unwrap()).collect();
    (ticks[0] + ticks[1]) / 100.0
}

/// The most memory this process has held, in MB; `reset` begins anew.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn open(folder: &Path) -> Store {
    Store::open(&folder.join("genki.db"), &[7; 32], Id::from_u128(1)).unwrap()
}

/// A table of patients as another program exports it: names as often as they are in France, a few columns.
fn table(n: usize) -> String {
    const FAMILIES: [&str; 40] = [
        "Martin",
        "Bernard",
        "Thomas",
        "Petit",
        "Robert",
        "Richard",
        "Durand",
        "Dubois",
        "Moreau",
        "Laurent",
        "Simon",
        "Michel",
        "Lefèvre",
        "Leroy",
        "Roux",
        "David",
        "Bertrand",
        "Morel",
        "Fournier",
        "Girard",
        "Bonnet",
        "Dupont",
        "Lambert",
        "Fontaine",
        "Rousseau",
        "Vincent",
        "Muller",
        "Faure",
        "André",
        "Mercier",
        "Blanc",
        "Guérin",
        "Boyer",
        "Garnier",
        "Chevalier",
        "François",
        "Legrand",
        "Gauthier",
        "Garcia",
        "Perrin",
    ];
    const GIVEN: [&str; 30] = [
        "Marie",
        "Jean",
        "Pierre",
        "Michel",
        "Nathalie",
        "Isabelle",
        "Léa",
        "Hugo",
        "Louis",
        "Emma",
        "Chloé",
        "Jules",
        "Sylvie",
        "Alain",
        "Catherine",
        "Inès",
        "Noé",
        "Zoé",
        "Camille",
        "Nicolas",
        "Julie",
        "Thomas",
        "Sandrine",
        "Éric",
        "Hélène",
        "Françoise",
        "Ahmed",
        "Fatima",
        "Gaël",
        "Anaïs",
    ];
    let mut out = String::from("N° dossier;Nom;Prénom;Né(e) le;Sexe;Tél;Adresse;CP;Ville\n");
    let mut seed = 42u64;
    let mut dice = |n: u64| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) % n
    };
    for i in 0..n {
        let (a, b) = (dice(40) as usize, dice(40) as usize);
        // A third bear two names: families would else be too few.
        let family = if dice(3) == 0 {
            format!("{}-{}", FAMILIES[a], FAMILIES[b])
        } else {
            format!("{}{}", FAMILIES[a], ["", "eau", "ot", "ard"][b % 4])
        };
        out += &format!(
            "D{:06};{};{};{:02}/{:02}/{};{};06 {:02} {:02} {:02} {:02};{} rue des Lilas;{:05};Villeneuve\n",
            i,
            family,
            GIVEN[dice(30) as usize],
            dice(28) + 1,
            dice(12) + 1,
            1930 + dice(95),
            ["F", "M"][dice(2) as usize],
            dice(100),
            dice(100),
            dice(100),
            dice(100),
            dice(180) + 1,
            dice(95) * 1000 + 1000
        );
    }
    out
}

fn taking_in() {
    let text = table(PATIENTS).into_bytes();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &text).unwrap();
    drop(text);
    let mut most = 0f64;
    let mut parts = (vec![], vec![]);
    let all = Times::of(5, || {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        reset_peak();
        let before = peak();
        let (began, cpu_began) = (Instant::now(), cpu());
        let bytes = std::fs::read(file.path()).unwrap();
        let how = exchange::How::new(ZONE, chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        let plan = exchange::read(Format::Csv, &bytes, &how).unwrap();
        parts.0.push(began.elapsed().as_secs_f64());
        let act = Act::new("import", Id::from_u128(2), 1_790_000_000_000);
        let report =
            import(&store, act, ZONE, vec![("patients.csv".into(), plan)], How::default(), |_, _| ControlFlow::Continue(())).unwrap();
        let used = cpu() - cpu_began;
        parts.1.push(began.elapsed().as_secs_f64());
        most = most.max(peak() - before);
        assert_eq!(report.files[0].kinds["patient"].added, PATIENTS as u64, "{:?}", report.files[0]);
        assert_eq!(store.read::<_, genki::store::Error>(patients::count).unwrap(), PATIENTS as u64);
        black_box(&report);
        used
    });
    let median = |mut v: Vec<f64>| {
        v.sort_by(f64::total_cmp);
        v[v.len() / 2]
    };
    let (read, done) = (median(parts.0), median(parts.1));
    println!(
        "import of {PATIENTS} patients   {:.2} s CPU (median of 5; wall {done:.2} s, of which reading {read:.2} s)   + {most:.0} MB",
        all.at(0.5)
    );
}
