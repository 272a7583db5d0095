"""Texts in which readings are the author's own: none of them may go.

Written for these tests. `texts()` gives all of them: hand-written ones, and ones put together from parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

HAND_WRITTEN = (
    "我在學(xué)校(xiào)讀書，他是老(lǎo)師(shī)，我的電(diàn)腦(nǎo)壞了，請你打電(diàn)話(huà)給他。我們坐火(huǒ)車(chē)去。",
    "昨天我和朋(péng)友(you)去飯(fàn)館(guǎn)吃飯。那裡的菜(cài)很好吃，價(jià)錢(qián)也不貴(guì)，下次還去看電(diàn)影(yǐng)。",
    "春天來了，小鳥(niǎo)在樹(shù)上唱歌(gē)。我和弟弟去河(hé)邊玩，看見很多魚(yú)。媽媽給我們做了麵(miàn)條。",
    "「長」有兩個讀音:長(cháng)短的長,長(zhǎng)大的長。",
    "「行」在「銀行(háng)」裡讀háng,在「行(xíng)走」裡讀xíng。",
    "他姓單(shàn),不讀單(dān)。",
    "這個字是「囧(jiǒng)」,近年常用來表示尷尬。",
    "請注意:「會計」的「會」讀(kuài),不讀(huì)。",
    "床(chuáng)前(qián)明(míng)月(yuè)光(guāng),疑(yí)是(shì)地(dì)上(shàng)霜(shuāng)。",
    "舉(jǔ)頭(tóu)望(wàng)明(míng)月(yuè),低(dī)頭(tóu)思(sī)故(gù)鄉(xiāng)。",
    "春(chūn)眠(mián)不(bù)覺(jué)曉(xiǎo),處(chù)處(chù)聞(wén)啼(tí)鳥(niǎo)。",
    "白(bái)日(rì)依(yī)山(shān)盡(jìn),黃(huáng)河(hé)入(rù)海(hǎi)流(liú)。",
    "第三課 生詞:學校(xuéxiào)、老師(lǎoshī)、同學(tóngxué)、電腦(diànnǎo)。",
    "第四課 生詞:開(kāi)、關(guān)、門(mén)、車(chē)、書(shū)、見(jiàn)。",
    "今(jīn)天(tiān)我(wǒ)們(men)學(xué)習(xí)拼(pīn)音(yīn)。",
    "小朋友,跟老師一起讀:爸(bà)、媽(mā)、哥(gē)、姐(jiě)、弟(dì)、妹(mèi)。",
    "饕餮(tāotiè)是傳說中的怪獸,鼎上常見它的紋樣。",
    "齟齬(jǔyǔ)指上下牙齒不齊,比喻意見不合。",
    "他們在山裡遇見一隻獾(huān),又看見幾隻狍(páo)子。",
    "汨(mì)羅江在湖南,屈原投江就在這裡。",
    "涪(fú)陵的榨菜、郫(pí)縣的豆瓣、犍(qián)為的薄餅都很有名。",
    "東莞的「莞」讀(guǎn),莞爾的「莞」讀(wǎn)。",
    "亳(bó)州不是毫州,少一橫。",
    "歙(shè)硯產於歙縣,與端硯齊名。",
    "作者名字裡的「翀」(chōng)很多人不認識。",
    "我叫李昇(shēng),不是李升。",
    "新同事姓仇(qiú),大家第一天都叫錯了。",
    "趙孟頫(fǔ)的字圓潤,米芾(fú)的字跳脫。",
    "藏(zàng)族同胞熱情好客;他把信藏(cáng)在枕頭下。",
    "這道菜叫「魷(yóu)魚」,不是「尤魚」。",
    "咱們重(chóng)新來過,別看得太重(zhòng)。",
    "漢字(かんじ)を学(まな)ぶのは楽(たの)しい。",
    "東京(とうきょう)の空(そら)は今日(きょう)も青(あお)い。",
    "北京(ペキン)と上海(シャンハイ)は飛行機(ひこうき)で二時間(にじかん)ほどだ。",
    "영변(寧邊)의 약산 진달래꽃을 노래한 시(詩)이다.",
    "대한민국(大韓民國)의 수도(首都)는 서울이다.",
    "국어(國語) 시간에 한자(漢字)를 배웠다.",
    "「台北」拼作Taibei(táiběi)或Taipei。",
    "你好(nǐ hǎo)是最常用的問候語,謝謝(xièxie)表示感謝。",
    "普通話四聲:媽（mā）、麻（má）、馬（mǎ）、罵（mà）。",
    "四聲:媽[mā]、麻[má]、馬[mǎ]、罵[mà]。",
    "四聲練習:媽(mā)麻(má)馬(mǎ)罵(mà)。",
    "注音:國ㄍㄨㄛˊ、語ㄩˇ,拼音:guó、yǔ。",
    "le café (café) est fermé. 咖啡(café)館今天休息。",
    "他在法國(fà?)住過,記不清怎麼讀了。",
    "音樂(yuè)教室裡,孩子們快樂(lè)地唱歌。",
    "「乾」字讀(qián)時指天,讀(gān)時指沒有水分。",
    "三人行(xíng),必有我師焉。行(háng)列整齊。",
    "鑰匙的「鑰」(yào)和「匙」(shi)都是形聲字。",
    "地名裡的「六」有時讀(lù),如六安、六合。",
    "這味藥叫茯(fú)苓(líng),那味叫黃芪(qí)。",
    "石室詩士施(shī)氏,嗜獅(shī),誓食十獅(shī)。",
    "化學課上要記的元素:氟(fú)、氯(lǜ)、溴(xiù)、碘(diǎn)。",
    "鈾(yóu)、釷(tǔ)、鈽(bù)都是放射性元素。",
    "鋰(lǐ)、鈉(nà)、鉀(jiǎ)、銣(rú)、銫(sè)是鹼金屬。",
    "猕(mí)猴桃又叫奇异果,枇(pí)杷(pá)是南方水果。",
    "他给孩子取名叫赟(yūn),意思是美好。",
    "本店招牌菜:焅(kào)蝦、熗(qiàng)蟹、爐(lú)鴨。",
    "《說文》:「區(qū),踦區,藏匿也。」古音又讀(ōu),如區先生。",
    "這裡的「曾」是曾(zēng)祖父的曾,不是曾(céng)經的曾。",
    "參(shēn)宿和商宿此出彼沒;參(cān)加的人都知道這個典故。",
    "會(huì)議記錄由會(kuài)計小張整理。",
)

_POLYPHONES = (
    ("調", "diào", "tiáo", "調動", "調整"), ("數", "shù", "shǔ", "數學", "數錢"),
    ("應", "yīng", "yìng", "應該", "反應"),
    ("處", "chù", "chǔ", "處所", "處理"), ("傳", "chuán", "zhuàn", "傳說", "傳記"),
    ("難", "nán", "nàn", "困難", "災難"),
    ("種", "zhǒng", "zhòng", "種類", "種樹"), ("樂", "lè", "yuè", "快樂", "音樂"),
    ("興", "xīng", "xìng", "興起", "高興"),
    ("還", "hái", "huán", "還有", "歸還"),
)  # fmt: skip
_NOTES = (
    "「{0}」是多音字:{0}({1})如「{3}」,{0}({2})如「{4}」。",
    "考試常考:{3}的{0}({1})與{4}的{0}({2})有什麼不同?",
    "課本第五頁註:{0},此處讀{0}({2}),見「{4}」;又讀{0}({1}),見「{3}」。",
    "他把{4}的「{0}」念成了{0}({1}),老師說該念{0}({2})。",
)

_RARE = (
    ("鼉", "tuó"), ("鱟", "hòu"), ("鸛", "guàn"), ("鼱", "jīng"),
    ("豺", "chái"), ("狴", "bì"), ("犴", "àn"), ("鴞", "xiāo"),
)  # fmt: skip
_HINTS = (
    "動物園新來了一隻{0}({1}),孩子們圍著看。",
    "這幅畫上畫的是{0}({1}),題款在左下角。",
    "爺爺說,村邊的河裡從前有{0}({1}),現在見不到了。",
    "詞典第九百頁:{0}({1}),名詞,見附圖。",
)

_LINES = (
    (("人", "rén"), ("之", "zhī"), ("初", "chū"), ("性", "xìng"), ("本", "běn"), ("善", "shàn")),
    (("天", "tiān"), ("對", "duì"), ("地", "dì"), ("雨", "yǔ"), ("對", "duì"), ("風", "fēng")),
    (("大", "dà"), ("陸", "lù"), ("對", "duì"), ("長", "cháng"), ("空", "kōng")),
    (("小", "xiǎo"), ("鳥", "niǎo"), ("飛", "fēi"), ("過", "guò"), ("山", "shān"), ("頭", "tóu")),
    (("我", "wǒ"), ("愛", "ài"), ("我", "wǒ"), ("的", "de"), ("家", "jiā")),
    (("風", "fēng"), ("吹", "chuī"), ("草", "cǎo"), ("動", "dòng"), ("見", "jiàn"), ("牛", "niú"), ("羊", "yáng")),
)
_LESSONS = (
    "第{0}課 讀一讀\n{1}\n請同學們回家背誦。", "晨讀({0})\n{1}\n", "看圖識字 第{0}頁\n{1}。\n家長簽名:",
    "{1}\n——選自識字課本第{0}冊",
)  # fmt: skip

_WORDS = (
    ("學習", "xuéxí"), ("經濟", "jīngjì"), ("發展", "fāzhǎn"), ("國際", "guójì"), ("電話", "diànhuà"),
    ("醫院", "yīyuàn"),
    ("車站", "chēzhàn"), ("圖書館", "túshūguǎn"), ("飛機", "fēijī"), ("問題", "wèntí"),
)  # fmt: skip
_VOCABULARY = (
    "生詞:{0}({1}) {2}({3})", "{0}({1})和{2}({3})是本課重點。", "造句:用「{0}」({1})和「{2}」({3})各造一句。",
)  # fmt: skip

_NAMES = (
    ("溥", "pǔ"), ("喆", "zhé"), ("堃", "kūn"), ("燁", "yè"), ("瑋", "wěi"),
    ("驍", "xiāo"), ("韞", "yùn"), ("璟", "jǐng"),
)  # fmt: skip
_INTRODUCTIONS = (
    "大家好,我是王{0}({1}),「{0}」字不太常見。",
    "本次比賽冠軍是來自台中的陳{0}({1})同學。",
    "受訪者林{0}({1})今年二十歲,喜歡登山。",
)

_SPLIT = ("{0}（{1}）", "{0}[{1}]", "{0}〔{1}〕", "{0} ({1})", "{0}({1}一聲)", "{0}(讀{1})", "{0}(音{1})")
_SENTENCES = ("本書把{}列為常用字,小學三年級就要學。", "字典裡{}的解釋有七條。", "街角的招牌上寫著{},旁邊是一家麵館。")
_COMMON = (("區", "qū"), ("業", "yè"), ("發", "fā"), ("現", "xiàn"), ("國", "guó"), ("學", "xué"))


def texts() -> Iterator[str]:
    """All texts, about four hundred."""
    yield from HAND_WRITTEN
    for note, polyphone in product(_NOTES, _POLYPHONES):
        yield note.format(*polyphone)
    for hint, rare in product(_HINTS, _RARE):
        yield hint.format(*rare)
    for lesson, line, separator in product(_LESSONS, _LINES, ("", " ", "，")):
        yield lesson.format(len(line), separator.join(f"{char}({reading})" for char, reading in line))
    for vocabulary, at in product(_VOCABULARY, range(len(_WORDS))):
        yield vocabulary.format(*_WORDS[at], *_WORDS[(at + 3) % len(_WORDS)])
    for introduction, name in product(_INTRODUCTIONS, _NAMES):
        yield introduction.format(*name)
    for split, sentence, common in product(_SPLIT, _SENTENCES, _COMMON):
        yield sentence.format(split.format(*common))


def pages() -> Iterator[str]:
    """Longer pages: several of the texts one after the other, as on a page about language."""
    every = list(texts())
    for start in range(0, len(every), 7):
        yield "\n".join(every[start : start + 7])
    for start in range(40):
        yield "\n\n".join(every[start::40])
