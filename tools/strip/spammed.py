"""How much injected spam goes, and how much of the text goes with it, on pages of our own writing.

    python -m tools.strip.spammed

Six articles, each injected with every kind of spam below: over a hundred pages. Recall is the share of injected
characters that are removed, loss the share of the article's characters that are.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable

from cjkclean.pipeline import Pipeline
from cjkclean.strip import StripSpam, StripWatermarks

ARTICLES = {
    "hans": """城南旧书市场月底搬迁
开了二十三年的城南旧书市场将在本月底搬到河西新址，摊主们正在打包最后一批书。
市场管理方介绍，新址面积是原来的两倍，增设了儿童阅览区和修书工作室。
“舍不得这里的老槐树。”摊主老周说，他从开市第一天起就在这里卖书。
原址将改建为街心公园，预计明年夏天开放。
记者在现场看到，不少老顾客赶来和摊主合影留念。""",
    "hant": """城南舊書市場月底搬遷
開了二十三年的城南舊書市場將在本月底搬到河西新址，攤主們正在打包最後一批書。
市場管理方介紹，新址面積是原來的兩倍，增設了兒童閱覽區和修書工作室。
「捨不得這裡的老槐樹。」攤主老周說，他從開市第一天起就在這裡賣書。
原址將改建為街心公園，預計明年夏天開放。
記者在現場看到，不少老顧客趕來和攤主合影留念。""",
    "novel": """第三十一章 渡口
船家把竹篙往岸上一点，小船便离了渡口。
“客官坐稳了。”他说，“今天水急。”
沈青没有答话，只是望着对岸的灯火。那里有人在等他，也有人在等着杀他。
风从上游吹来，带着一点雨的气味。他忽然想起师父说过的话，不由得握紧了剑柄。
船到江心，灯火一盏一盏地灭了。""",
    "company": """江城市河西机械有限公司简介
江城市河西机械有限公司成立于一九九八年，主要生产水泵和阀门，产品销往十多个省市。
公司现有职工二百余人，其中工程技术人员三十五人，设有独立的检测中心。
我们坚持质量第一、用户至上的原则，欢迎各界朋友前来参观洽谈。
公司地址位于江城市河西工业园，交通便利。""",
    "ko": """강가 헌책 시장 이달 말 옮긴다
스물세 해 동안 이어진 강가 헌책 시장이 이달 말 역 앞의 새 건물로 자리를 옮긴다.
새 시장은 지금보다 두 배 넓고, 아이들이 책을 읽는 방도 따로 생긴다.
"이 벚나무와 헤어지는 것이 서운하다"고 한 주인은 말했다.
지금 자리에는 공원이 들어서, 내년 여름에 문을 연다.""",
    "ja": """川沿いの古本市が移転
二十三年続いた川沿いの古本市が、今月末に駅前の新しい建物へ移ることになった。
新しい会場は今の二倍の広さがあり、子ども向けの読書コーナーも設けられる。
「この桜の木と別れるのはさびしい」と、店主の一人は話した。
跡地は公園として整備され、来年の夏に開園する予定だ。""",
}
Inject = Callable[[str], tuple[str, str]]


def _end(spam: str) -> Inject:
    return lambda text: (text + "\n" + spam, spam)


def _start(spam: str) -> Inject:
    return lambda text: (spam + "\n" + text, spam)


def _glued(spam: str) -> Inject:
    return lambda text: (text + spam, spam)


def _title(spam: str) -> Inject:
    def inject(text: str) -> tuple[str, str]:
        title, _, rest = text.partition("\n")
        return title + spam + "\n" + rest, spam

    return inject


def _inside(spam: str, line: int = 2) -> Inject:
    def inject(text: str) -> tuple[str, str]:
        lines = text.split("\n")
        for mark in ("，", "。", "、", ","):
            if mark in lines[line][:-1]:
                at = lines[line].index(mark) + 1
                break
        else:
            at = len(lines[line]) // 2
        lines[line] = lines[line][:at] + spam + lines[line][at:]
        return "\n".join(lines), spam

    return inject


def _splices(first: str, second: str) -> Inject:
    """One in the title, one in a sentence."""

    def inject(text: str) -> tuple[str, str]:
        once, _ = _title(first)(text)
        twice, _ = _inside(second)(once)
        return twice, first + second

    return inject


KINDS: dict[str, Inject] = {
    "list below, commas, hosts": _end(
        "国产精品一区二区三区在线,日韩av无码免费播放,人妻少妇乱码中文字幕,欧美成人午夜福利视频|www.example.com/"
        " 亚洲精品久久久久久 日本熟妇高清无码在线|www.example.net http://www.example.com/ http://www.example.net/"
    ),
    "list above, underscores": _start("香港六合彩开奖结果_一肖一码中特_管家婆资料大全_澳门开奖直播_白小姐心水论坛"),
    "list below, bars": _end("澳门新葡京官网|威尼斯人娱乐场|真人百家乐平台|时时彩开奖走势图|体育投注网址|注册送彩金"),
    "list below, hyphens": _end("传奇私服发布网-新开传奇私服-热血传奇sf-天龙八部私服外挂-合击传奇发布网"),
    "list below, hosts in lines": _end(
        "高仿手表批发,莆田鞋厂家直销,LV包包货源,精仿名表微商代购\nhttp://www.example.com/\nwww.example.net\n|www.example.org/"
    ),
    "glued to the last line": _glued("亚洲av日韩av无码,国产在线观看免费视频,久久精品一区二区三区|www.example.com"),
    "splice in the title": _title("_开云体育官网入口"),
    "splice in a sentence": _inside("开云·体育(中国)官方网站"),
    "cloaking markup": _inside(
        '<div id="k3x9p" style="position:absolute;left:-9999px"><a href="http://www.example.com/">百家乐</a></div>'
    ),
    "disguised host": _inside("ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ"),
    "call in brackets": _inside("（请记住本站域名 wWw.ExAmPle.cOm 最新章节首发）"),
    "unclosed call": _inside("【手机用户请到m.eXaMpLe.CoM阅读最新章节"),
    "list below, spaces": _end("成人影院 黄色网站 三级片在线 毛片免费看 色情直播 裸聊直播 一夜情交友"),
    "list below, services": _end(
        "代开发票,办证刻章,学信网可查文凭,股票配资平台,信用卡套现,小额贷款口子|www.example.com"
    ),
    "one name, many calls": _end("河马体育官网,河马体育app下载,河马体育登录入口,河马体育最新网址"),
    "names run together": _start("威尼斯人官网澳门新葡京娱乐城太阳城集团永利皇宫赌场"),
    "spaced host": _inside("w w w . e x a m p l e . c o m"),
    "another mark for the dot": _inside("www。example。com"),
    "standing call, no host": _end("天才一秒记住本站地址，手机版阅读网址，无弹窗广告小说网"),
    "end of a chapter": _end("本章未完，请点击下一页继续阅读！"),
    "two splices": _splices("-开云体育官网", "乐鱼体育(中国)官方网站"),
    "Korean list": _end("토토사이트,먹튀검증,카지노사이트,바카라사이트,안전놀이터,메이저사이트"),
    "Japanese list": _end("アダルト動画 無料,無修正 エロ動画,人妻 出会い系,熟女 セフレ,オンラインカジノ"),
}


def measure() -> dict[str, tuple[float, float]]:
    """For every kind the recall of spam and the loss of text, over the articles."""
    pipe = Pipeline([StripSpam(), StripWatermarks()])
    found: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for article in ARTICLES.values():
        for kind, inject in KINDS.items():
            dirty, spam = inject(article)
            clean = "".join(pipe(dirty).split())
            bare, size = "".join(article.split()), len("".join(spam.split()))
            matcher = difflib.SequenceMatcher(None, bare, clean, autojunk=False)
            kept = sum(match.size for match in matcher.get_matching_blocks())
            found[kind].append((size - (len(clean) - kept), size, len(bare) - kept, len(bare)))
    out = {}
    found["all"] = [row for each in list(found.values()) for row in each]
    for kind, rows in found.items():
        gone, size, lost, length = (sum(row[i] for row in rows) for i in range(4))
        out[kind] = gone / size, lost / length
    return out


if __name__ == "__main__":
    for name, (recall, loss) in measure().items():
        print(f"{name:28} recall {recall:.4f}  loss {loss:.5f}")
