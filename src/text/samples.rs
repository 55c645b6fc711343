//! Honest and dishonest sections, in English and Chinese, as people write them: what `weigh` must tell apart.
//! Each is judged against its own number of words, as the checks of a pack are.

use super::substance::{self, Substance};

fn weigh(section: &str, min_words: usize) -> Substance {
    substance::weigh(section, min_words).substance
}

const HONEST: &[(usize, &str)] = &[
    (
        20,
        "A nurse confirms or replaces every suggestion before it reaches the patient. The stop button is on each screen, \
          and pressing it turns the system off within two seconds.",
    ),
    (
        20,
        "1. Press the red button on the ward screen.\n2. Call the clinical safety lead on 4411.\n3. Write down the time and \
          the patient number.\n4. Use the paper form until the lead gives the all-clear.\n",
    ),
    (
        15,
        "- Stop button on every screen\n- Weekly review of overridden suggestions\n- Escalation to the duty doctor within \
          ten minutes\n- Rollback tested each quarter\n",
    ),
    (
        12,
        "| Risk | Owner | Measure |\n|---|---|---|\n| Wrong triage | Safety lead | Nurse confirms |\n| Data leak | DPO | \
          Encrypted disks |\n| Drift | Evaluation lead | Monthly test |\n",
    ),
    (
        10,
        "- Email: safety@clinic.example\n- Phone: +254 20 123 456\n- On call: Amina Otieno, clinical safety lead\n- Address: \
          Ngong Road 12, Nairobi\n",
    ),
    (8, "Report a vulnerability to security@clinic.example. We answer within two working days.\n"),
    (
        20,
        "The model was trained on 1.2 million triage notes from six hospitals (2019–2023), in English and Swahili. Notes of \
          children under five are missing, so it must not be used for them.\n",
    ),
    (
        20,
        "### Before release\n\nThe evaluation lead runs the fairness tests and signs the sheet.\n\n### After release\n\nThe \
          dashboard compares the groups every night and mails the lead when a gap exceeds ten points.\n",
    ),
    (
        25,
        "> Do not use the system for diagnosis.\n\nIt suggests a category only, and a nurse decides. It has not been tested \
          with patients who speak neither English nor Swahili; for them the paper form applies.\n",
    ),
    (
        15,
        "We test for sex, age, language, region, disability and income. Gaps above 0.1 block the release until the lead has \
          looked at them.\n",
    ),
    (
        12,
        "* **Scope:** adult patients in emergency rooms\n* **Out of scope:** children, telephone triage\n* **Fallback:** \
          paper form MTS-3\n* **Reviewed:** every six months\n",
    ),
    (
        20,
        "```sh\nmake rollback\n```\n\nThis restores the previous model in about five minutes. Anyone on the duty rota may run \
          it without asking, and the incident form is filled in afterwards.\n",
    ),
    (
        15,
        "TODO: add the numbers for 2027.\n\nThe gap between groups was measured on 4,000 cases in March. Women were \
          under-triaged in 3 % of cases and men in 2 %, which lies within the limit that the board set.\n",
    ),
    (
        14,
        "| Group | n | Accuracy |\n|:--|--:|--:|\n| Women | 2100 | 0.91 |\n| Men | 1900 | 0.92 |\n| Over 65 | 800 | 0.89 |\n| \
          Under 30 | 950 | 0.93 |\n",
    ),
    (12, "Weights: 7 B parameters. Training took 1,200 GPU hours on A100 cards and emitted about 0.4 t of CO2.\n"),
    (
        10,
        "<ul>\n<li>The operator may override each decision.</li>\n<li>Each override is logged with its reason.</li>\n</ul>\n",
    ),
    (
        20,
        "Das System schlägt nur eine Kategorie vor. Eine Pflegekraft bestätigt oder ersetzt jeden Vorschlag, und der \
          Ausschalter ist auf jedem Bildschirm zu sehen. Vor jeder Freigabe wird geprüft.\n",
    ),
    (
        15,
        "Mfumo huu unapendekeza kundi la mgonjwa tu. Muuguzi anathibitisha au kubadilisha kila pendekezo kabla ya \
          mgonjwa kuhudumiwa, na kitufe cha kusimamisha kiko kwenye kila skrini.\n",
    ),
    (
        20,
        "护士在建议送达患者之前逐条确认或修改。每个界面都有停止按钮，按下后系统在两秒内停止，并自动通知值班负责人。\n",
    ),
    (
        20,
        "1. 按下界面上的红色按钮。\n2. 拨打 4411 通知临床安全负责人。\n3. 记录时间和患者编号。\n4. 在负责人确认之前使用纸质表格。\n",
    ),
    (16, "- 每个界面都有停止按钮\n- 每周复核被修改的建议\n- 十分钟内上报值班医生\n- 每季度演练一次回退\n"),
    (
        16,
        "| 风险 | 负责人 | 措施 |\n|---|---|---|\n| 分诊错误 | 安全负责人 | 护士确认 |\n| 数据泄露 | 数据保护官 | 磁盘加密 |\n",
    ),
    (10, "- 邮箱：safety@clinic.example\n- 电话：010-1234 5678\n- 值班：王芳（临床安全负责人）\n"),
    (
        30,
        "模型使用六家医院 2019 至 2023 年的 120 万条分诊记录训练，语言为中文和英文。五岁以下儿童的记录缺失，因此不得用于儿童。\n",
    ),
    (30, "我们按性别、年龄、语言和地区检测差异；任何一组的差距超过 0.1 时，发布即被阻止，直到负责人查明原因并签字。\n"),
    (
        20,
        "**适用范围：**成年急诊患者。\n\n**不适用：**儿童、电话分诊。\n\n**复核：**每六个月由临床安全委员会复核一次。\n",
    ),
    (15, "本系统仅供辅助，不替代医生的判断。发现错误请立即停用并填写事件报告表。\n"),
    (15, "システムは分類を提案するだけで、看護師がすべて確認します。停止ボタンは各画面にあります。\n"),
    (8, "시스템은 분류만 제안하며 간호사가 모든 제안을 확인하거나 바꿉니다. 중지 버튼은 모든 화면에 있습니다.\n"),
    (
        20,
        "Rain:\n  the camera fails; a person takes over.\n\nNight: the lamp must be on.\n\nFog: the system refuses to start and \
          says why on the screen.\n",
    ),
    (
        12,
        "Which groups were tested, and on how many cases: the rest follows in May.\n\n| Group | 2025 | 2026 |\n|---|---|---|\n| \
          Women | 2100 | |\n| Men | 1900 | |\n",
    ),
    (
        12,
        "The board reads [the report][report] each quarter and stops the system where a limit is broken.\n\n[report]: \
          https://example.org/r\n[other]: https://example.org/o 'a title'\n",
    ),
];

/// What a dishonest section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Empty,
    Thin,
    Heap,
    Repetition,
    /// One of the two: both are true of it.
    Stuffed,
    Placeholder,
}

use Fault::{Empty, Heap, Placeholder, Repetition, Stuffed, Thin};

const DISHONEST: &[(usize, Fault, &str)] = &[
    (20, Empty, ""),
    (20, Empty, "\n \n\t\n"),
    (20, Empty, "<!-- describe how a person can stop the system, who may do it and when -->\n"),
    (20, Empty, "### Stopping\n\n### Overriding\n\n### Escalation\n"),
    (20, Empty, "---\n\n***\n"),
    (10, Empty, "```\nhuman oversight is in place and a nurse confirms every suggestion of it\n```\n"),
    (10, Empty, "**Human oversight and escalation of the decisions of the system**\n"),
    (20, Thin, "See [the wiki](https://wiki.clinic.example/oversight) for details.\n"),
    (20, Thin, "A human is in the loop.\n"),
    (20, Thin, "有人监督。\n"),
    (5, Empty, "| Risk | Owner | Measure | Reviewed | Result |\n|---|---|---|---|---|\n"),
    (
        12,
        Heap,
        "human oversight, human override, stop button, escalation, safety, risk, governance, accountability, audit, trust\n",
    ),
    (
        20,
        Heap,
        "human oversight human override stop button manual control escalation path safety risk governance audit \
                accountability transparency fairness monitoring review approval rollback shutdown\n",
    ),
    (
        20,
        Heap,
        "- oversight\n- override\n- safety\n- risk\n- governance\n- audit\n- control\n- trust\n- ethics\n- fairness\n- \
                privacy\n- security\n- review\n- monitoring\n- approval\n- shutdown\n- rollback\n- logging\n- testing\n- training\n",
    ),
    (
        20,
        Heap,
        "- human oversight safety\n- risk governance audit\n- stop button override\n- manual control review\n- fairness \
                bias monitoring\n- privacy security approval\n- rollback shutdown escalation\n- trust ethics logging\n",
    ),
    (
        20,
        Heap,
        "Oversight. Override. Safety. Risk. Governance. Audit. Control. Trust. Ethics. Fairness. Privacy. Security. \
                Review. Monitoring. Approval. Shutdown. Rollback. Logging. Testing. Training.\n",
    ),
    (
        20,
        Heap,
        "oversight / override / safety / risk / governance / audit / control / trust / ethics / fairness / privacy / \
                security / review / monitoring / approval / shutdown / rollback / logging / testing / training\n",
    ),
    (
        20,
        Stuffed,
        "human oversight human oversight human oversight human oversight human oversight human oversight human \
                   oversight human oversight human oversight human oversight human oversight\n",
    ),
    (
        40,
        Repetition,
        "A nurse confirms every suggestion of the system. A nurse confirms every suggestion of the system. A nurse \
                      confirms every suggestion of the system. A nurse confirms every suggestion of the system. A nurse confirms \
                      every suggestion of the system. A nurse confirms every suggestion of the system.\n",
    ),
    (
        30,
        Repetition,
        "A nurse confirms every suggestion.\nEvery suggestion a nurse confirms.\nA nurse every suggestion \
                      confirms.\nConfirms a nurse every suggestion.\nEvery suggestion confirms a nurse.\nSuggestion every a nurse \
                      confirms. Confirms every suggestion a nurse.\n",
    ),
    (
        30,
        Repetition,
        "- a nurse confirms the suggestion 1\n- a nurse confirms the suggestion 2\n- a nurse confirms the \
                      suggestion 3\n- a nurse confirms the suggestion 4\n- a nurse confirms the suggestion 5\n- a nurse confirms \
                      the suggestion 6\n- a nurse confirms the suggestion 7\n- a nurse confirms the suggestion 8\n",
    ),
    (
        12,
        Repetition,
        "| Risk | Owner |\n|---|---|\n| Bias in data | Safety lead |\n| Bias in data | Safety lead |\n| Bias in data | \
                      Safety lead |\n| Bias in data | Safety lead |\n",
    ),
    (
        20,
        Placeholder,
        "TODO: describe here how a person can stop the system, who may do so, when, and what happens next.\n",
    ),
    (20, Placeholder, "TBD\n"),
    (20, Placeholder, "Forthcoming upon completion of training.\n"),
    (
        20,
        Placeholder,
        "[Insert a description of how your organisation makes sure that a person can stop the system at any time, and who.]\n",
    ),
    (20, Placeholder, "<describe who can stop the system>\n"),
    (20, Placeholder, "{{ oversight_description }}\n"),
    (
        20,
        Placeholder,
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et \
                       dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris.\n",
    ),
    (
        20,
        Placeholder,
        "Dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna \
                       aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris.\n",
    ),
    (20, Placeholder, "| Metric | Value |\n|---|---|\n| Accuracy | TBD |\n| Recall | TBD |\n| Gap | TBD |\n"),
    (20, Placeholder, "Coming soon! This section is work in progress.\n"),
    (10, Placeholder, "待补充\n"),
    (10, Placeholder, "本节内容待完善，敬请期待。\n"),
    (10, Placeholder, "（略）\n"),
    (10, Placeholder, "【请填写】负责停止系统的人员及流程\n"),
    (20, Heap, "安全 风险 治理 监督 人工 干预 接管 审计 问责 透明 公平 隐私\n"),
    (20, Heap, "安全、风险、治理、监督、人工干预、接管、审计、问责、透明、公平、隐私\n"),
    (20, Heap, "安全风险治理监督人工干预接管审计问责透明公平隐私合规评估检测追溯\n"),
    (20, Heap, "- 安全\n- 风险\n- 治理\n- 监督\n- 干预\n- 接管\n- 审计\n- 问责\n- 透明\n- 公平\n- 隐私\n"),
    (
        20,
        Heap,
        "- 安全风险治理\n- 监督人工干预\n- 接管审计问责\n- 透明公平隐私\n- 合规评估检测\n- 追溯伦理信任\n- 应急演练培训\n- 监测预警处置\n",
    ),
    (
        20,
        Stuffed,
        "安全 风险 治理 监督 安全 风险 治理 监督 安全 风险 治理 监督 安全 风险 治理 监督 安全 风险 治理 监督\n",
    ),
    (
        40,
        Repetition,
        "护士逐条确认系统的建议。护士逐条确认系统的建议。护士逐条确认系统的建议。护士逐条确认系统的建议。护士逐条确认系统的建议。\n",
    ),
    (
        40,
        Repetition,
        "系统的建议由护士逐条确认。由护士逐条确认系统的建议。护士由系统的建议逐条确认。逐条确认由护士系统的建议。\n",
    ),
    (10, Empty, "| Risk | Owner |\n|---|---|\n| Bias in the data | |\n| Leak of the data | |\n"),
];

fn is(fault: Fault, substance: Substance) -> bool {
    match substance {
        Substance::Enough => false,
        Substance::Empty => fault == Empty,
        Substance::Thin { .. } => fault == Thin,
        Substance::Heap => matches!(fault, Heap | Stuffed),
        Substance::Repetition => matches!(fault, Repetition | Stuffed),
        Substance::Placeholder(_) => fault == Placeholder,
    }
}

#[test]
fn honest_sections_pass() {
    let failed: Vec<_> = HONEST
        .iter()
        .map(|(min_words, section)| (weigh(section, *min_words), section))
        .filter(|(substance, _)| *substance != Substance::Enough)
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn dishonest_sections_are_named() {
    let failed: Vec<_> = DISHONEST
        .iter()
        .map(|(min_words, fault, section)| (*fault, weigh(section, *min_words), section))
        .filter(|(fault, substance, _)| !is(*fault, *substance))
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn a_placeholder_is_shown_where_it_stands() {
    for (section, shown) in [
        ("text\n\nTODO: describe it\n", "TODO"),
        ("> quoted\n> and {{ name }} here\n", "{{ name }}"),
        ("| a |\n|---|\n| TBD |\n", "TBD"),
        ("- 待补充\n", "待补充"),
    ] {
        let Substance::Placeholder(span) = weigh(section, 20) else { panic!("{section:?}") };
        assert_eq!(&section[span.range()], shown);
    }
}

#[test]
fn more_words_do_not_make_a_heap_a_section() {
    let heap = "safety, risk, governance, audit, oversight, control, trust, ethics\n";
    let honest = "A nurse confirms every suggestion before it counts.";
    assert_ne!(weigh(&format!("{honest} {}", heap.repeat(5)), 30), Substance::Enough);
    assert_ne!(weigh(&format!("{honest}\n\n- {}", heap.repeat(5).replace('\n', "\n- ")), 30), Substance::Enough);
}
