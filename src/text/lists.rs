//! Lists in sections, honest and not, in English and Chinese: terse ones that say something, heaps of keywords, and text
//! that nobody sees. What `weigh` must tell apart, beside the `samples`.

use super::substance::{Substance, weigh};

const TERSE: &[(usize, &str)] = &[
    (
        15,
        "- Nurse confirms each suggestion\n- Stop button on the ward screen\n- Weekly review, Tuesdays at nine\n- Rollback in \
          five minutes\n",
    ),
    (
        12,
        "- Ann Otieno, clinical safety lead\n- Bo Chen, model owner\n- Duty doctor, nights and weekends\n- Anyone else, by \
          phone\n",
    ),
    (
        15,
        "- **Owner:** Ann Otieno\n- **Deputy:** Bo Chen, evaluation lead\n- **Languages:** English, Swahili, French\n- \
          **Reviewed:** each quarter\n- **Contact:** safety@clinic.example\n",
    ),
    (
        15,
        "The system must not be used for:\n\n- children, pregnant women, prisoners\n- diagnosis\n- triage by telephone\n\nThe \
          paper form applies to them.\n",
    ),
    (
        12,
        "- Patch servers within a week\n- Rotate keys each quarter\n- Test backups every month\n- Log every override\n",
    ),
    (
        15,
        "1. Pull the plug\n2. Call 4411, the safety lead\n3. Write down time, ward and patient number\n4. Wait for the \
          all-clear\n",
    ),
    (
        12,
        "- `make stop` stops the service\n- `make rollback` restores the last model\n- `make report` mails the lead\n",
    ),
    (12, "- **Scope.** Adult patients in emergency rooms.\n- **Limits.** Not tested with children, nor by phone.\n"),
    (16, "- 王芳，安全负责人，白班\n- 李强，模型负责人，夜班\n- 值班医生：节假日\n"),
    (16, "- 护士逐条确认建议\n- 每个界面有停止按钮\n- 每周二复核\n- 五分钟内回退\n"),
    (
        20,
        "- **负责人：**王芳\n- **副手：**李强，评测负责人\n- **语言：**中文、英文、斯瓦希里语\n- **复核：**每季度一次\n",
    ),
    (20, "本系统不得用于：\n\n- 儿童、孕妇、在押人员\n- 诊断\n- 电话分诊\n\n上述人员使用纸质表格。\n"),
    (16, "- 断电后改用纸质表格\n- 每月演练一次停机\n- 异常在十分钟内上报值班医生\n"),
];

const HEAPS: &[(usize, &str)] = &[
    (
        30,
        "- accountability, ownership, governance, risk\n- roles, responsibilities, contact, @owner\n- data owner, risk owner, \
          model owner, product owner\n- oversight, compliance, audit, control, assurance\n- transparency, fairness, safety, \
          privacy, security\n- policy, process, procedure, framework, standard\n",
    ),
    (
        20,
        "- Accountability, Ownership, Governance\n- Roles, Responsibilities, Contact\n- Oversight, Compliance, Audit\n- \
          Transparency, Fairness, Safety\n- Policy, Process, Procedure\n- Risk, Control, Assurance\n- Trust, Ethics, Values\n",
    ),
    (
        20,
        "* accountability / ownership / governance\n* oversight / compliance / audit\n* transparency / fairness / safety\n* \
          policy / process / procedure\n* risk / control / assurance\n* trust / ethics / values\n* privacy / security / law\n",
    ),
    (
        20,
        "1. accountability; ownership; governance; risk\n2. oversight; compliance; audit; control\n3. transparency; fairness; \
          safety; privacy\n4. policy; process; procedure; framework\n5. trust; ethics; values; responsibility\n",
    ),
    (
        20,
        "- Governance: accountability, ownership, oversight\n- Risk: identification, assessment, treatment\n- Security: \
          encryption, access, logging\n- Fairness: bias, groups, metrics\n- Privacy: consent, retention, deletion\n- People: \
          training, awareness, culture\n",
    ),
    (
        20,
        "- human oversight, stop button, manual control\n- risk owner, data owner, model owner\n- incident response, threat \
          model, red team\n- bias audit, model card, data sheet\n- safety case, impact assessment, access review\n",
    ),
    (
        12,
        "Accountability, ownership, governance, risk.\nRoles, responsibilities, contact, owner.\nOversight, compliance, \
          audit, control.\n",
    ),
    (
        20,
        "- 问责、归属、治理\n- 监督、合规、审计\n- 透明、公平、安全\n- 制度、流程、规范\n- 风险、控制、保障\n- 信任、伦理、价值\n",
    ),
    (
        20,
        "- 问责，归属，治理\n- 监督，合规，审计\n- 透明，公平，安全\n- 制度，流程，规范\n- 风险，控制，保障\n- 信任，伦理，价值\n",
    ),
    (20, "- 问责 归属 治理 风险\n- 监督 合规 审计 控制\n- 透明 公平 安全 隐私\n- 制度 流程 规范 框架\n"),
    (
        20,
        "- 治理：问责、归属、监督\n- 风险：识别、评估、处置\n- 安全：加密、权限、日志\n- 公平：偏见、群体、指标\n- 隐私：同意、留存、删除\n- 人员：培训、意识、文化\n",
    ),
    (20, "- 人工监督、人工接管、紧急停机、伦理审查\n- 风险评估、偏差检测、安全审查、隐私保护\n"),
];

const SAID: &str = "Ferry times answers questions on the phone about when the next boat leaves and from which pier. It serves \
                    the people of three islands, who until now had to call the harbour office during its hours.";

fn substance(section: &str, min_words: usize) -> Substance {
    weigh(section, min_words).substance
}

#[test]
fn terse_lists_pass() {
    for (min_words, section) in TERSE {
        assert_eq!(substance(section, *min_words), Substance::Enough, "{section}");
    }
}

#[test]
fn heaps_of_keywords_do_not() {
    for (min_words, section) in HEAPS {
        assert_eq!(substance(section, *min_words), Substance::Heap, "{section}");
    }
}

#[test]
fn one_sentence_does_not_carry_a_heap() {
    for (_, heap) in HEAPS.iter().take(4) {
        let section = format!("A nurse confirms every suggestion before it counts.\n\n{heap}");
        assert_ne!(substance(&section, 30), Substance::Enough, "{section}");
    }
}

#[test]
fn what_nobody_sees_carries_nothing() {
    assert_eq!(substance(SAID, 30), Substance::Enough);
    for (before, after) in [
        ("<!-- ", " -->"),
        ("<!--\n", "\n-->"),
        ("Here: <!-- ", " -->"),
        ("See [here](docs.md \"", "\")."),
        ("See [here](docs.md '1) ", "')."),
        ("See [here](docs.md ", ")."),
        ("See [here][", "]."),
        ("See ![", "](boat.png)."),
        ("<img src=\"boat.png\" alt=\"", "\">"),
        ("A boat: <img src=\"boat.png\" alt=\"", "\">"),
        ("<a href=\"x\" title=\"", "\">here</a>"),
        ("[//]: # \"", "\""),
        ("[//]: # (", ")"),
        ("[comment]: <> (", ")"),
        ("[a]: /b\n[c]: /d\n  '", "'"),
        ("<div hidden>\n", "\n</div>"),
        ("<div hidden>\n\n", "\n\n</div>"),
        ("<div hidden>\n\n", ""),
        ("<div style=\"display: none\">\n\n- ", "\n\n</div>"),
        ("<template>\n\n", "\n\n</template>"),
        ("See <span hidden>", "</span> here."),
        ("See <span style='visibility: hidden'>", " here."),
        ("~~", "~~"),
        ("- ~~", "~~"),
        ("<del>", "</del>"),
        ("<s>\n\n", "\n\n</s>"),
        ("| a |\n|---|\n| ~~", "~~ |"),
        ("| a |\n|---|\n| <!-- ", " --> |"),
        ("| a |\n|---|\n| ![", "](boat.png) |"),
        ("<?php ", " ?>"),
        ("See <?php ", " ?> here."),
    ] {
        let section = format!("{before}{SAID}{after}\n");
        let found = substance(&section, 30);
        assert!(matches!(found, Substance::Empty | Substance::Thin { .. }), "{found:?}: {section}");
        let both = format!("{SAID}\n\n{section}");
        assert_eq!(substance(&both, 30), Substance::Enough, "{both}");
    }
}
