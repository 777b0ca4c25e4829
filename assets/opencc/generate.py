#!/usr/bin/env python3
"""Writes the dictionaries of this folder from those of OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0).

    generate.py FOLDER VERSION

FOLDER holds OpenCC's dictionaries as text, those that its build generates as well: `opencc_dict -f ocd2 -t text` writes
each from what a release installs. What is changed in them: of several values the first alone stands; where it is the key,
it is left out; lines stand in the order of code points; STPhrases_GeneratedFromRegionalPhrases is one with STPhrases,
which comes first. Left out are the forms that few fonts have (TSCharactersExt), compatibility ideographs and Japanese, and
of the words of the regions those in FROM and TO.

Many of Taiwan's words in OpenCC are those of computing: 項目 is 專案 there, 執行 is 運行 on the mainland. In reports of other
things they are wrong, and change what somebody said: a 導彈項目 is none of 專案, a 形勢 after 安全 holds no 全形. FROM are
words of Taiwan that the mainland has as well with a meaning of their own; they were looked for with the frequencies of a
dictionary of mainland Chinese. TO are words of the mainland that Taiwan has as well.
"""
import pathlib
import sys

FROM = """
    建立 執行 資料 程序 核心 文件 裝置 影片 指標 宣告 支援 智慧 通訊 聯絡 新增 檔案 整合 儲存 查詢 啟用 序列 行程 複製 傳送 互動 呼叫
    列舉 批次 獅子山 即時 哈薩克 塔吉克 烏茲別克 土庫曼 設定 開啟 物件 元件 載入 影像 搜尋 匯入 匯出 效能 字型 鎦 使用者 向量 相容
    區域性 埠 叮噹 叮叮噹噹 正規化 遮蔽 連線 變數 音訊 影印 類比 存取 機率 捲軸 取樣 稽核 陣列 檢視 停用 過載 高階 低階 數位 登出
    桌布 憂鬱症 簡報 腳踏車 專案 社群 存檔 離線 圖示 映象 碟片 視窗 叢集 冷盤 擴音 堆疊 全形 半形 拉羅 拉摩 回撥 點選 釋出 重新整理
    撥出 丟擲 剪下 尼日 查德 那杜 單核心 防毒
""".split()

TO = """
    支持 映射 添加 程序 社區 菜單 變量 隊列 免提 死機 審覈 刷新 卸載 參數 散列 函數 循環 優化 回調 掛斷 批量 拋出 擴展 溢出 指針 枚舉
    權限 消息 用戶 禁用 窗口 算子 聯繫 調度 調用 腳本 視圖 連接 項目 遠程 默認 點擊 低級 全局 實例 分區 導入 導出 剪切 呼出 局部 屏蔽
    文件 數據 打開 截取 對象 性能 綁定 發佈 組件 註銷 設備 設置 聲明 持久性 進程 集羣 高級 高端 運行 重載 類型 保存 代碼 圖庫 重裝
    萬象 奔馳 自行車 創建
""".split()

NAMES = {"STPhrases": ["STPhrases", "STPhrases_GeneratedFromRegionalPhrases"]}
NAMES |= {name: [name] for name in ["STCharacters", "TSPhrases", "TSCharacters"]}
for region in "TW", "HK":
    for name in ["Phrases", "VariantsPhrases", "Variants", "PhrasesRev", "VariantsRevPhrases", "VariantsRev"]:
        NAMES[region + name] = [region + name]

folder, version = pathlib.Path(sys.argv[1]), sys.argv[2]
for name, sources in NAMES.items():
    entries = {}
    for source in sources:
        for line in (folder / f"{source}.txt").read_text(encoding="utf-8").splitlines():
            key, values = line.split("\t")
            if key in {"TWPhrases": TO, "TWPhrasesRev": FROM}.get(name, []):
                continue
            entries.setdefault(key, values.split(" ")[0])
    with open(pathlib.Path(__file__).parent / f"{name}.txt", "w", encoding="utf-8", newline="\n") as out:
        print(f"# {name} of OpenCC {version}, Apache License 2.0, changed by generate.py as that tells", file=out)
        for key, value in sorted(entries.items()):
            print(key if value == key else f"{key}\t{value}", file=out)
