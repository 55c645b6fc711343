"""Prose in two languages, without end and without meaning, for evidence that has to have a length. The same seed gives the same text."""


def words(listed):
    """The words of a list that is written with semicolons."""
    return listed.split("; ")


EN = {
    "who": words(
        "The nurse on duty; Our release manager; A second engineer; The clinic; Each regional team; "
        "The data steward; The operator; A volunteer; The quality office; The vendor; The night shift; "
        "The translation group"
    ),
    "does": words(
        "checks; writes down; compares; publishes; keeps; reads aloud; samples; corrects; discusses; archives"
    ),
    "what": words(
        "the weekly figures; a list of open questions; the change log; two hundred records; "
        "the results of the trial; the model's answers; the wording of each notice; the training data; "
        "all letters that went out; the error budget; human feedback from the pilot; the risk table; "
        "a sample of the log files"
    ),
    "when": words(
        "before each release; every Monday; twice a year; within five working days; after the autumn trial; "
        "as soon as the numbers differ; when a colleague asks for it; at the end of the shift; "
        "during the monthly review"
    ),
    "then": words(
        "and tells the others what changed; so that nobody has to guess; and signs the sheet beside it; "
        "because the last audit asked for it; while the service keeps running; and stores the sheet for three years; "
        "although most of them turn out to be harmless; and the minutes say who was there"
    ),
}
ZH = {
    "who": words(
        "当班护士; 发布负责人; 第二名工程师; 诊所; 各地区小组; 数据管理员; 运维人员; 志愿者; 质量办公室; 供应商; "
        "夜班; 翻译小组"
    ),
    "when": words(
        "在每次发布之前; 每周一上午; 每半年一次; 在五个工作日内; 秋季试验结束后; 数据出现差异时; 应同事要求; 交班时; "
        "在月度会议上"
    ),
    "does": words("检查; 记录; 比对; 公布; 保存; 朗读; 抽查; 更正; 讨论; 归档"),
    "what": words(
        "本周的数据; 待解决的问题清单; 变更日志; 两百条记录; 试验结果; 模型的回答; 每份通知的措辞; 训练数据; "
        "已寄出的全部信件; 误差预算; 试点期间的人工反馈; 风险表; 部分日志文件"
    ),
    "then": words(
        "并告知其他人有哪些变化; 这样谁都不必猜测; 并在旁边签字; 因为上次检查提出了要求; 服务照常运行; "
        "并将记录保存三年; 虽然其中大部分并无影响; 会议纪要写明参加人员"
    ),
}
TITLES = words(
    "Background; How the work is done; Figures of the last quarter; 背景说明; 工作方式; 上季度数据; Minutes; 会议纪要"
)


def sentence(rng, language):
    pick = {slot: rng.choice(words) for slot, words in (EN if language == "en" else ZH).items()}
    number = rng.randrange(2, 980)
    if language == "en":
        return f"{pick['who']} {pick['does']} {pick['what']} {pick['when']}, {pick['then']} ({number} so far)."
    return f"{pick['who']}{pick['when']}{pick['does']}{pick['what']}，{pick['then']}，至今共{number}次。"


def block(rng, language):
    """A paragraph, a list or a table."""
    kind = rng.randrange(6)
    if kind == 0:
        return "".join(f"- {sentence(rng, language)}\n" for _ in range(rng.randrange(3, 6)))
    if kind == 1:
        head = "| what | when | how many |\n" if language == "en" else "| 内容 | 时间 | 数量 |\n"
        words = EN if language == "en" else ZH
        rows = (
            f"| {rng.choice(words['what'])} | {rng.choice(words['when'])} | {rng.randrange(500)} |\n" for _ in range(4)
        )
        return head + "| --- | --- | --- |\n" + "".join(rows)
    glue = " " if language == "en" else ""
    return glue.join(sentence(rng, language) for _ in range(rng.randrange(3, 7))) + "\n"


def prose(rng, size, languages, rank="#"):
    """About `size` bytes of Markdown."""
    parts, length = [], 0
    while length < size:
        language = rng.choice(languages)
        part = f"{rank} {rng.choice(TITLES)}\n\n" if len(parts) % 5 == 0 else ""
        part += block(rng, language) + "\n"
        parts.append(part)
        length += len(part.encode())
    return "".join(parts)
