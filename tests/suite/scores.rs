//! Scores and levels, by a small pack in memory: what is declared, what is verified, and what a rank asks.

use guiju::{Judge, Memory, ProjectReport, Verdict, date};

/// A pack of five items, of which an answer alone decides: no evidence is asked for, but of `held/proof`.
fn pack() -> Memory {
    let mut files = Memory::new();
    let levels: String = (1..=3).map(|rank| format!("[[levels]]\nrank = {rank}\nid = 'l{rank}'\n{TITLE}\n")).collect();
    let principle = format!("[[principles]]\nid = 'held'\n{TITLE}\nsummary = {{ en = 'Held', zh = '原则' }}\n");
    let clause = "[[clauses]]\nid = '1'\nkind = 'aim'\nreach = 'direct'\ngloss = { en = 'Be so', zh = '如此' }\n";
    files.insert(
        "tiny/pack.toml",
        format!("schema = 1\nid = 'tiny'\nversion = '1'\n{TITLE}\n{levels}{principle}{clause}"),
    );
    for (name, requirement, level, evidence) in [
        ("must", "required", 1, 0),
        ("should", "recommended", 1, 0),
        ("may", "informative", 1, 0),
        ("proof", "required", 2, 1),
        ("lead", "recommended", 3, 0),
    ] {
        files.insert(
            format!("tiny/held/{name}.toml"),
            format!(
                "{TITLE}\nclauses = ['1']\nrequirement = '{requirement}'\nlevel = {level}\n\
                 question = {{ en = 'Is it so?', zh = '是这样吗？' }}\nguidance = {{ en = 'Do it', zh = '去做' }}\n\
                 evidence = {{ at-least = {evidence} }}\n"
            ),
        );
    }
    files
}

const TITLE: &str = "title = { en = 'Tiny', zh = '小' }";

/// Judges a project that aims at a level and answers `held/<name>` with a status.
fn judge(level: u8, answers: &[(&str, &str)]) -> ProjectReport {
    let mut manifest = format!(
        "schema = 1\n[project]\nname = 'p'\ndescription = 'd e f'\nowner = 'Harbour master'\nstage = 'pilot'\nimpact = 'limited'\n\
         assessed = 2026-01-01\n[assessment]\nlevel = {level}\n"
    );
    for (name, status) in answers {
        manifest
            .push_str(&format!("[answers.held.{name}]\nstatus = '{status}'\nstatement = 'It is done by the crew.'\n"));
    }
    let judge = Judge::new(date(2026, 1, 15)).with_pack_folder(Box::new(pack()), "./tiny");
    judge.judge(&Memory::from([("governance.toml", manifest)]), "governance.toml").expect("the pack is sound")
}

#[test]
fn a_score_weighs_what_is_asked_and_halves_what_is_partial() {
    for (level, answers, declared, verified) in [
        (1, &[("must", "met"), ("should", "met"), ("may", "met")][..], 100.0, 100.0),
        (1, &[("must", "met"), ("should", "partial"), ("may", "unmet")], 66.6, 66.6),
        (1, &[("should", "met")], 33.3, 33.3),
        (1, &[], 0.0, 0.0),
        // A claim of proof that cites none is declared and not verified; below level 2 it does not count at all.
        (2, &[("must", "met"), ("should", "met"), ("may", "met"), ("proof", "met")], 100.0, 66.6),
        (1, &[("must", "met"), ("should", "met"), ("may", "met"), ("proof", "met")], 100.0, 100.0),
    ] {
        let report = judge(level, answers);
        assert_eq!((report.declared, report.score), (Some(declared), Some(verified)), "{level} {answers:?}");
        assert_eq!(report.principles[0].score, report.score);
    }
}

#[test]
fn a_rank_is_attained_by_what_it_requires_and_never_by_requiring_nothing() {
    for (answers, attained) in [
        (&[("must", "met")][..], 1),
        (&[("must", "partial")], 0),
        (&[("must", "met"), ("proof", "unmet")], 1),
        (&[("must", "met"), ("proof", "met")], 1),
        // Rank 3 requires nothing: leading in what it recommends does not attain it.
        (&[("must", "met"), ("lead", "met")], 1),
        (&[], 0),
    ] {
        assert_eq!(judge(2, answers).level_attained, attained, "{answers:?}");
    }
}

#[test]
fn what_is_above_the_level_aimed_at_is_judged_and_weighs_nothing() {
    let report = judge(1, &[("must", "met"), ("should", "met"), ("may", "met"), ("proof", "met")]);
    let proof = report.items.iter().find(|item| item.id == "held/proof").expect("judged");
    assert_eq!(proof.verdict, Verdict::Overclaimed);
    let severities: Vec<_> = report.findings.iter().map(|finding| finding.severity.word()).collect();
    assert_eq!(severities, ["note"], "{:?}", report.findings);
    assert_eq!(report.verdicts.count(Verdict::Unanswered), 1);
}
