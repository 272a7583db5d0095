"""Threads of forums, questions with answers, reviews: many people's posts between what the software prints."""

from __future__ import annotations

import random

from tools.strip.furniture import Lines, date, menu, moment, name, word
from tools.strip.restyle import headline, prose, sentences

_TALK = {
    "hans": [
        "谢谢楼主分享",
        "同问",
        "已经解决了，重启一下就好",
        "我也遇到过",
        "顶一个",
        "求链接",
        "+1",
        "没试过，改天看看",
        "哈哈哈",
        "这个价格还可以吧",
        "支持一下",
        "楼上说得对",
        "看配置应该没问题",
        "我家也是这样，后来换了一个就好了",
        "具体报什么错？",
        "谢谢，学到了",
        "不推荐",
        "好的",
        "在哪里买的",
        "试过不行呢",
    ],
    "hant": [
        "謝謝分享",
        "同問",
        "已經解決了，重開機就好",
        "我也遇過",
        "推",
        "求連結",
        "+1",
        "還沒試過",
        "哈哈哈",
        "這個價格還可以吧",
        "樓上正解",
        "看規格應該沒問題",
        "請問在哪裡買的？",
        "學到了，感謝",
        "不推薦",
    ],
    "ja": [
        "ありがとうございます",
        "同じくです",
        "再起動したら直りました",
        "なるほど",
        "これはいいですね",
        "私も同じ症状です",
        "草",
        "それな",
        "詳しくお願いします",
        "どこで買えますか？",
        "おめでとうございます！",
        "参考になりました",
    ],
    "ko": [
        "감사합니다",
        "저도 그래요",
        "재부팅하니까 됐어요",
        "좋은 정보네요",
        "ㅋㅋㅋㅋ",
        "추천합니다",
        "어디서 사셨어요?",
        "비추예요",
        "해결됐습니다",
        "축하드려요!",
        "그건 좀 아닌듯",
    ],
}
_RULES = {
    "hans": (
        "请友善交流，遵守社区规范，不要发布广告和无关内容。",
        "回复前请先搜索，善用标签；灌水、人身攻击的帖子会被删除，账号将被禁言。",
        "发言即表示同意本站用户协议。对事不对人，一起把这里变得更好！",
        "支持 Markdown，粘贴图片即可上传。",
    ),
    "hant": (
        "請友善交流，遵守板規，不要張貼廣告與無關內容。",
        "發文前請先搜尋，灌水或人身攻擊的文章會被刪除，帳號將停權。",
        "留言即表示同意本站使用者條款，請對自己的言論負責。",
    ),
    "ja": (
        "利用規約を守り、ほかの方への思いやりを持って投稿してください。",
        "質問する前に検索してみましょう。宣伝や個人攻撃は削除されます。",
        "投稿した時点で、規約に同意したものとみなします。",
    ),
    "ko": (
        "서로 존중하며 운영 원칙을 지켜 주세요. 광고 글은 삭제될 수 있습니다.",
        "질문하기 전에 먼저 검색해 주세요. 비방이나 도배는 제재 대상입니다.",
        "글을 등록하면 이용약관에 동의한 것으로 봅니다.",
    ),
}
_TAGS = (
    "Python", "Java", "Go", "Rust", "PHP", "Ruby", "Swift", "Kotlin", "Linux", "Docker", "MySQL", "Redis", "Android",
    "iOS", "Vue.js", "React", "Node.js", "Server", "Cloud", "Design", "Camera", "Audio", "Games", "Travel", "Food",
    "Music", "Books",
)  # fmt: skip
_FACES = (
    "joy", "heart", "smile", "grin", "sob", "blush", "cry", "clap", "pray", "fire", "wave", "eyes", "thumbsup", "tada",
    "rocket", "sweat", "kiss", "angry",
)  # fmt: skip
CODE = (
    "pip install requests",
    "import sys",
    "for i in range(10):",
    "    print(i)",
    "$ git status",
    "return x + y;",
    "sudo apt update",
    "set http_proxy=http://127.0.0.1:8080",
    "SELECT id, name FROM users;",
    "</div>",
)


def remark(rng: random.Random, language: str) -> str:
    """What people write under a post: short, often without a final mark, sometimes addressed."""
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(_TALK[language]) + rng.choice(["", "", "。", "！", "~", "..."])
    if language == "ko" and kind < 0.75:
        text = rng.choice(sentences("ko-talk"))
    else:
        text = prose(rng, language, rng.choice([8, 12, 18, 25, 40, 60, 90, 150]))
    if rng.random() < 0.6:
        text = text.rstrip("。.!！")
    return (f"@{name(rng, language)} " if rng.random() < 0.12 else "") + text


def post(rng: random.Random, language: str) -> Lines:
    """The text of a first post: paragraphs, lists, code, addresses, headings."""
    out: Lines = []
    tail = rng.choice(["", "", "", "Copy", "#"])
    mark = rng.choice(["- ", "", "1. ", "* "])
    for _ in range(rng.choice([1, 2, 3, 4, 7, 12])):
        kind = rng.random()
        if kind < 0.45:
            out.append((prose(rng, language, rng.randrange(10, 200)), 1))
        elif kind < 0.65:
            out.append((rng.choice(["", "", mark, "## "]) + remark(rng, language), 1))
        elif kind < 0.75:
            out.append((headline(rng, language, rng.randrange(2, 10)) + rng.choice([tail, "", "："]), 1))
        elif kind < 0.8:
            out.append((f"https://www.example.{rng.choice(['com', 'io', 'org'])}/{rng.randrange(9999)}", 1))
        elif kind < 0.9:
            out += [(mark + headline(rng, language, rng.randrange(6, 30)), 1) for _ in range(rng.randrange(2, 6))]
        else:
            code = [rng.choice(CODE) for _ in range(rng.randrange(1, 5))]
            out += [
                (line + (tail if tail == "Copy" else ""), 1)
                for line in ([" ".join(code)] if rng.random() < 0.4 else code)
            ]
    return out


_WHEN = {
    "hans": (
        "{} 天前",
        "{}小时前",
        "{} 分钟前",
        "{}周前",
        "{} 月前",
        "{} 年前",
        "{}个月前",
        "昨天",
        "刚刚",
        "发表于 {} 天前",
    ),
    "hant": ("{} 天前", "{}小時前", "{} 分鐘前", "{}週前", "{} 個月前", "{} 年前", "昨天", "剛剛", "發表於 {} 天前"),
    "ja": ("{}日前", "{}時間前", "{}分前", "{}週間前", "{}か月前", "昨日", "投稿日時：{}日前", "回答日時：{}時間前"),
    "ko": ("{}일 전", "{}시간 전", "{}분 전", "{}주 전", "{}개월 전", "어제", "방금 전", "작성일 {}일 전"),
}
_IDLE = {
    "hans": (
        "这个人很懒，什么都没留下",
        "暂无签名",
        "本质上是个普通人，但会努力",
        "热爱生活，热爱学习的普通人。",
        "路漫漫其修远兮",
    ),
    "hant": ("這個人很懶，什麼都沒有留下", "還沒有簽名", "喜歡走路的人，也喜歡看雲。", "慢慢來，比較快"),
    "ja": ("よろしくお願いします。", "自己紹介はまだありません", "週末は山に登っています。", "のんびりやっています"),
    "ko": ("안녕하세요. 반갑습니다.", "소개글이 없습니다", "천천히 가도 괜찮아요.", "주말에는 산에 갑니다"),
}


def when(rng: random.Random, language: str) -> str:
    """When somebody wrote: how long ago, or at what moment."""
    if rng.random() < 0.5:
        return rng.choice(_WHEN[language]).format(rng.randrange(1, 12))
    return rng.choice([word(rng, language, "meta") + " ", "", ""]) + moment(rng, language)


_PLACES = {
    "hans": ("四川", "上海市", "来自 - 湖北", "浙江省杭州市", "IP 属地：广东", "江苏"),
    "hant": ("台北市", "來自 高雄", "新北市", "花蓮縣"),
    "ja": ("東京都", "大阪府在住", "北海道"),
    "ko": ("서울", "부산광역시", "경기도 수원시"),
}
_ANSWERED = {
    "hans": ("回复 {}", "对 {} #{n} 回复", "{} 回复了你", "引用 {} 的发言："),
    "hant": ("回覆 {}", "回應 {} #{n}", "引用 {} 的發言："),
    "ja": ("{}さんへの返信", ">>{n} {}", "{}さんが返信しました"),
    "ko": ("{}님에게 답글", "@{} #{n}", "{}님의 댓글에 대한 답글"),
}


class Thread:
    """The habits of one forum software: what stands around a post, and in which order."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.language = rng, language
        self.status = [
            (word(rng, language, "user", "meta"), rng.random() < 0.6) for _ in range(rng.choice([0, 0, 1, 3, 6, 9]))
        ]
        self.actions = [word(rng, language, "act", "user") for _ in range(rng.randrange(0, 5))]
        self.name_first, self.glued, self.numbered = rng.random() < 0.8, rng.random() < 0.45, rng.random() < 0.4
        self.separator = rng.choice([" ", " · ", " / ", " | ", "  ", " @", "：", "\n"])
        self.rating = rng.choice(["", "", "", "★★★★", "看过 ", "5.0 "])
        self.motto = rng.random() < 0.2
        self.label = rng.choice([*("{}#", "{}楼", "#{}", "{}F", "{}", "No.{}", "{} 楼", "第{}楼")])
        self.said = rng.choice(["", "", "", ":", "：", " says:"])
        self.placed, self.answered = rng.random() < 0.2, rng.choice([0, 0, 0, 0.3, 0.6])
        self.rule = rng.choice(["", "", "", "", "|", "·"])

    def around(self, floor: int) -> tuple[Lines, Lines]:
        """The lines above and below a post."""
        rng, language = self.rng, self.language
        who, moment_ = name(rng, language), when(rng, language)
        number = self.label.format(floor + 1)
        if self.glued:
            parts = [who, self.rating + moment_] + ([number] if self.numbered else [])
            rng.shuffle(parts)
            head: Lines = [(part, 0) for part in self.separator.join(parts).split("\n")]
        else:
            head = [(who + self.said, 0)]
            if self.motto:
                head.append((rng.choice(_IDLE[language]), 0))
            for label, counted in self.status:
                head += [(str(rng.randrange(999)), 0), (label, 0)] if counted else [(label, 0)]
            head.append((self.rating + moment_, 0))
            head += [(number, 0)] if self.numbered else []
        if self.placed:
            head.insert(rng.randrange(1, len(head) + 1), (rng.choice(_PLACES[language]), 0))
        if floor > 1 and rng.random() < self.answered:
            head.append((rng.choice(_ANSWERED[language]).format(name(rng, language), n=rng.randrange(1, floor + 1)), 0))
        tail: Lines = [
            (a + rng.choice(["", f" {rng.randrange(30)}", f"({rng.randrange(9)})"]), 0) for a in self.actions
        ]
        tail += [(self.rule, 0)] if self.rule else []
        return (head, tail) if self.name_first else ([], head + tail)


def forum(rng: random.Random, language: str) -> Lines:
    """A thread or a page of reviews: the title, a first post, replies, what the software prints, other threads."""
    title = headline(rng, language, rng.randrange(6, 24)) + rng.choice(["", "？", "！", ""])
    thread = Thread(rng, language)
    out: Lines = []
    if rng.random() < 0.15:
        tags = rng.sample(_TAGS, rng.randrange(3, 20))
        out += [(tag, 0) for tag in tags] if rng.random() < 0.4 else [(" ".join(tags), 0)]
    if rng.random() < 0.4:
        out.append((word(rng, language, "nav") + " › " + word(rng, language, "nav") + " › " + title, 0))
    out.append((title, 1))
    if rng.random() < 0.6:
        counters = [f"{word(rng, language, 'meta')}: {rng.randrange(5000)}" for _ in range(2)]
        out.append((rng.choice(["|", " ", " / "]).join(counters), 0))
    long = rng.random() < 0.3
    for floor in range(rng.choice([1, 2, 3, 5, 8, 12, 20, 30])):
        head, tail = thread.around(floor)
        replies = rng.choice([1, 1, 1, 2, 3])
        body: Lines = (
            [(remark(rng, language), 1) for _ in range(replies)] if floor and not long else post(rng, language)
        )
        out += head + body + tail
        if floor == 0 and rng.random() < 0.6:
            out.append((f"{rng.randrange(99)} {word(rng, language, 'user')}", 0))
        if floor == 0 and rng.random() < 0.2:
            out += menu(rng, language)
    if rng.random() < 0.12:
        out.append((":" + "::".join(rng.sample(_FACES, rng.randrange(6, len(_FACES)))) + ":", 0))
    if rng.random() < 0.3:
        out += [(word(rng, language, "user"), 0) for _ in range(rng.randrange(1, 4))]
        out.append((rng.choice(_RULES[language]), 0))
    return out + (_sidebar(rng, language) if rng.random() < 0.6 else [])


def _sidebar(rng: random.Random, language: str) -> Lines:
    """The member's card, the house rules, other threads with their authors and counters."""
    out: Lines = [(name(rng, language), 0)]
    if rng.random() < 0.5:
        out.append((headline(rng, language, rng.randrange(6, 24)), 0))
    for label in range(rng.randrange(0, 5)):
        out += [(word(rng, language, "user", "meta"), 0), (str(rng.randrange(3000) + label), 0)]
    if rng.random() < 0.3:
        out.append((prose(rng, language, rng.randrange(20, 90)), 0))
    if rng.random() < 0.4:
        out.append((rng.choice(_RULES[language]), 0))
    author, counter = rng.random() < 0.4, rng.random() < 0.5
    out.append((word(rng, language, "rel"), 0))
    for _ in range(rng.randrange(3, 15)):
        out.append((headline(rng, language, rng.randrange(8, 34)) + rng.choice(["", "", "？", "…"]), 0))
        out += [(name(rng, language) + rng.choice([" | ", " "]) + date(rng, language), 0)] if author else []
        out += [(f"{rng.randrange(99)} / {rng.randrange(99)}", 0)] if counter else []
    return out
