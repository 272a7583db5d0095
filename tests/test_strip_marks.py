"""Watermarks of reading sites in shapes that no rule was written for one by one, and sentences that look like them."""

from __future__ import annotations

import pytest

from cjkclean.pipeline import Pipeline, preset
from cjkclean.strip import StripSpam, StripWatermarks
from cjkclean.strip.hosts import hosts

CHAPTERS = {
    "hans": """第四十章 雪夜
更夫敲过三更，雪还没有停。城门外的茶棚里只剩下一盏灯。
“掌柜的，再来一壶热酒。”来人抖了抖斗篷上的雪，在火盆边坐下。
老人没有抬头，只把酒壶往前推了推。他等这个人，已经等了十年。
窗外忽然传来马蹄声，由远而近，又渐渐地远了。""",
    "hant": """第四十章 雪夜
更夫敲過三更，雪還沒有停。城門外的茶棚裡只剩下一盞燈。
「掌櫃的，再來一壺熱酒。」來人抖了抖斗篷上的雪，在火盆邊坐下。
老人沒有抬頭，只把酒壺往前推了推。他等這個人，已經等了十年。
窗外忽然傳來馬蹄聲，由遠而近，又漸漸地遠了。""",
    "ja": """第十二話 雪の夜
三更の鐘が鳴っても、雪はまだやまなかった。門の外の茶屋には灯が一つだけ残っていた。
「おやじさん、熱い酒をもう一本」男は外套の雪を払い、火のそばに腰を下ろした。
老人は顔を上げず、徳利を前に押し出した。この男を十年も待っていたのだ。
窓の外で馬の足音が近づき、やがて遠ざかっていった。""",
    "ko": """제12화 눈 오는 밤
삼경을 알리는 소리가 들려도 눈은 그치지 않았다. 성문 밖 찻집에는 등불 하나만 남아 있었다.
"주인장, 뜨거운 술 한 병 더 주시오." 사내는 외투의 눈을 털고 화로 곁에 앉았다.
노인은 고개를 들지 않고 술병을 앞으로 밀었다. 그는 이 사람을 십 년이나 기다렸다.
창밖에서 말발굽 소리가 가까워지더니 다시 멀어져 갔다.""",
}
MARKS = {
    "hans": (
        "（首发网址http://www.example.com）",
        "【看书就去 ｍ．ｅｘａｍｐｌｅ．ｃｏｍ】",
        "(本章节由 wwW.eXamPle.NeT 更新)",
        "www.ex ample.com",
        "ｗ ｗ ｗ ．ｅ ｘ ａ ｍ ｐ ｌ ｅ ．ｃ ｏ ｍ",
        "最新章节请到 example点com 阅读",
        "w-w-w.e-x-a-m-p-l-e.c-o-m",
        "《手打吧www.example.org更新最快》",
        "~~本书首发于某某小说网，请支持正版~~",
        "更多精彩小说请访问ＷＷＷ.ＥＸＡＭＰＬＥ.ＣＯＭ",
        "（未完待续。如果您喜欢这部作品，欢迎您来某某网投推荐票、月票，您的支持就是我最大的动力。）",
        "【最快更新请搜索某某中文网】",
        "wｗw.ｅxamｐｌｅ.cｏm",
        "w.w.w.e.x.a.m.p.l.e.c.o.m",
        "exAMple．cOM",
        "（请记住我们的网址:www。example。com",
        "【本书由手机用户上传至example.net",
        "天才一秒记住【某某阁】，精彩小说无弹窗免费阅读！",
        "手机用户请浏览m.example.com阅读，更优质的阅读体验。",
        "㊣本站最新网址www.example.cc，请收藏㊣",
        "第一时间更新《雪夜》最新章节。",
        "wap.eXaMpLe.cOm",
        "e x a m p l e。c o m",
        "ｅｘａｍｐｌｅ。ｎｅｔ",
    ),
    "hant": (
        "（首發網址http://www.example.com）",
        "【看書就去 ｍ．ｅｘａｍｐｌｅ．ｃｏｍ】",
        "(本章節由 wwW.eXamPle.NeT 更新)",
        "最新章節請到 example點com 閱讀",
        "《手打吧www.example.org更新最快》",
        "天才一秒記住【某某閣】，精彩小說無彈窗免費閱讀！",
        "手機用戶請瀏覽m.example.com閱讀，更優質的閱讀體驗。",
        "ｗ ｗ ｗ ．ｅ ｘ ａ ｍ ｐ ｌ ｅ ．ｃ ｏ ｍ",
        "【本書由手機用戶上傳至example.net",
        "wｗw.ｅxamｐｌｅ.cｏm",
        "（請記住我們的網址:www。example。com",
        "㊣本站最新網址www.example.cc，請收藏㊣",
    ),
    "ja": (
        "（最新話はｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍで）",
        "【無料で読むなら wWw.ExAmPle.cOm 】",
        "w w w . e x a m p l e . c o m",
        "www。example。com",
        "（続きは eXaMpLe.NeT で公開中",
        "ｅｘａｍｐｌｅ．ｃｏｍ",
        "w.w.w.e.x.a.m.p.l.e.c.o.m",
    ),
    "ko": (
        "(최신화는 ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ 에서)",
        "【무료 웹소설 wWw.ExAmPle.cOm 】",
        "w w w . e x a m p l e . c o m",
        "www。example。com",
        "[다음 화는 eXaMpLe.NeT 에서",
        "ｅｘａｍｐｌｅ．ｃｏｍ",
    ),
}
TEXTS = (
    "据介绍，这部小说首发于某某中文网，更新最快的读者已经读到第三百章。出版社表示，请支持正版，盗版书错字连篇。",
    "（该小说在某某文学网首发，作者授权本报连载，请勿转载。）",
    "手机阅读、电子书、有声小说等新业态发展迅速，多家读书网推出免费阅读活动。",
    "他在评论里写道：“请记住本书的主人公，他从不放弃。”",
    "本刊网址：www.example.com，投稿请访问网站下载表格。",
    "请到 example.com 下载最新版本，安装后请记住重启。",
    "~~旧价三百元~~ 现价二百元，支持正版软件，请到门店购买。",
    "“天才一秒钟就记住了整页的单词。”老师笑着说。",
    "第一时间更新软件是防范漏洞的好办法。",
    "★★★★☆ 这部小说章节很多，更新也快，值得收藏。",
    "变量名如 w-w-w 或 a_b_c.d_e 不符合规范。",
    "运行 a-b-c.d-e-f 会报错，x_y_z.c_o_m 也一样。",
    "笔趣阁一类的盗版小说网站以“无弹窗”“更新最快”招揽读者，法院判决其赔偿损失。",
    "【读书】某某中文网公布年度小说榜，三十部作品入选，最新章节全部免费阅读三天。",
    "《最新章节更新规则》规定，作者每天更新不得少于两千字。",
    "（更多内容请访问本站首页，下载客户端可收藏本文。）",
    "最新話は来週公開の予定です。続きは次号で。",
    "続きは www.example.com で公開中です。",
    "최신화는 매주 수요일에 공개됩니다. 다음 화는 example.com 에서 볼 수 있습니다.",
    "网站 www.example 和 ample.com 都打不开。",
    "请看 www.abc def.com 这一行，里面有空格。",
    "他打开电脑，输入 www.example.com，屏幕上跳出一行字。",
    "域名 A·net 与 B·com 都是笔名。",
)


def _inside(chapter: str, mark: str) -> str:
    """The mark behind the first comma or stop of a paragraph."""
    title, paragraph, rest = chapter.split("\n", 2)
    at = min(paragraph.index(sign) + 1 for sign in "，、,." if sign in paragraph[:-1])
    return "\n".join((title, paragraph[:at] + mark + paragraph[at:], rest))


@pytest.mark.parametrize(("language", "mark"), [(name, mark) for name, marks in MARKS.items() for mark in marks])
def test_mark_goes_and_nothing_else(language: str, mark: str) -> None:
    chapter = CHAPTERS[language]
    lines = chapter.split("\n")
    pipe = Pipeline([StripSpam(), StripWatermarks()])
    after = "\n".join((*lines[:2], lines[2] + mark, *lines[3:]))
    apart = "\n".join((*lines[:3], mark, *lines[3:]))
    for text in (after, apart) if mark.endswith("章节。") else (after, apart, _inside(chapter, mark)):
        result = pipe.explain(text)
        assert "".join(result.text.split()) == "".join(chapter.split())
        assert result.undo() == text
        assert pipe(result.text) == result.text


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_that_look_like_marks_stay(text: str) -> None:
    web = preset("web")
    assert web(text) is text
    page = "\n".join((CHAPTERS["hans"], text, "最后一段也一样，没有什么特别的。"))
    assert web(page) is page


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("w-w-w.a-b-c.c-o-m", "www.abc.com"),
        ("W*W*W．a*b*c．n*e*t", "www.abc.net"),
        ("她说www.ab cd.com吧", "www.abcd.com"),
    ],
)
def test_names_in_pieces(text: str, name: str) -> None:
    assert [host.name for host in hosts(text)] == [name]
