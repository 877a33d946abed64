//! Russian.

use super::Key;

pub(super) fn text(key: Key) -> &'static str {
    use Key::*;
    match key {
        // Shell
        SkipToContent => "Перейти к содержимому",
        MainNavigation => "Основное меню",
        NavAccounts => "Клиенты",
        NavSegments => "Сегменты",
        NavData => "Данные",
        NavMore => "Ещё",
        Language => "Язык",
        Theme => "Тема",
        ThemeSystem => "Системная тема",
        ThemeLight => "Светлая",
        ThemeDark => "Тёмная",
        Undo => "Отменить",
        UndoWhat => "Отменить: {what}",
        RedoWhat => "Повторить: {what}",
        NothingToUndo => "Отменять нечего",
        NothingToRedo => "Повторять нечего",
        SavedHere => "Сохранено на этом устройстве",
        Saving => "Сохраняем…",
        MemoryOnly => "Не сохраняется: хранилище заблокировано",
        SaveFailed => "Не удалось сохранить",
        NothingLeaves => "Данные не покидают это устройство",
        MemoryOnlyBanner => {
            "Этот браузер не разрешает странице ничего сохранять. Всё, что вы введёте, пропадёт, когда вы её закроете: перед уходом выгрузите данные в файл."
        }
        SaveFailedBanner => {
            "Последние изменения не удалось сохранить на этом устройстве ({detail}). На странице они пока есть. Выгрузите всё в файл, затем освободите место."
        }
        ExportNow => "Выгрузить всё",
        DamagedBanner => {
            "one:{n} сохранённая запись не читается и оставлена как есть.|few:{n} сохранённые записи не читаются и оставлены как есть.|many:{n} сохранённых записей не читаются и оставлены как есть.|other:{n} сохранённой записи не читаются и оставлены как есть."
        }
        SalesMissingBanner => {
            "Продаж из {file} на этом устройстве нет. Загрузите файл ещё раз или откройте JSON-выгрузку, в которой они есть."
        }
        CurrencyLeftOut => {
            "one:{n} строка в валюте {currency} не входит ни в один показатель: валюта базы — {book}.|few:{n} строки в валюте {currency} не входят ни в один показатель: валюта базы — {book}.|many:{n} строк в валюте {currency} не входят ни в один показатель: валюта базы — {book}.|other:{n} строки в валюте {currency} не входят ни в один показатель: валюта базы — {book}."
        }
        Close => "Закрыть",
        Cancel => "Отмена",
        Loading => "Открываем базу…",

        // What changes were for
        LabelSample => "загрузка примера",
        LabelImport => "импорт {file}",
        LabelMerge => "данные из {file}",
        LabelAddAccount => "добавление клиента {account}",
        LabelDeleteAccount => "удаление клиента {account}",
        LabelEditAccount => "изменение клиента {account}",
        LabelAddContact => "добавление контакта у клиента {account}",
        LabelDeleteContact => "удаление контакта у клиента {account}",
        LabelEditContact => "изменение контакта у клиента {account}",
        LabelSettings => "настройки",
        LabelTakeBack => "откат импорта {file}",
        Done => "Готово: {what}",

        // First page
        FirstTitle => "Найдите тех немногих клиентов, которые приносят основную часть денег, и удержите их.",
        FirstLead => {
            "Перетащите сюда историю заказов, какая есть. Vital Few распределит клиентов по тому, сколько и насколько регулярно они покупают, и покажет почему. А потом сохранит всё, что вы знаете о каждом из них."
        }
        DropTitle => "Перетащите сюда историю заказов",
        DropHint => {
            "CSV или другой текстовый файл с разделителями из учётной системы или Excel. Достаточно клиента, даты и суммы. Подойдёт и выгрузка с этой страницы (JSON)."
        }
        ChooseFile => "Выбрать файл",
        NoFile => "Нет файла под рукой?",
        LoadSample => "Загрузить пример",
        SampleIs => "91 клиент, 830 заказов, два года (Northwind)",
        SampleLoading => "Загружаем пример…",
        SampleFailed => "Не удалось загрузить пример: {detail}",
        PromiseStaysTitle => "Данные остаются у вас",
        PromiseStays => "Всё считается в этом браузере. Без регистрации и сервера, ничего никуда не отправляется.",
        PromiseKeptTitle => "Всё хранится на этом устройстве",
        PromiseKept => "И в файле, если вы его сохраните. Можно принять и файл коллеги.",
        PromiseBackTitle => "Всё можно вернуть назад",
        PromiseBack => "Любой импорт и любую правку можно отменить.",

        // Counts
        CountAccounts => "one:{n} клиент|few:{n} клиента|many:{n} клиентов|other:{n} клиента",
        CountCustomers => "one:{n} клиент|few:{n} клиента|many:{n} клиентов|other:{n} клиента",
        CountOrders => "one:{n} заказ|few:{n} заказа|many:{n} заказов|other:{n} заказа",
        CountRows => "one:{n} строка|few:{n} строки|many:{n} строк|other:{n} строки",
        CountLines => "one:{n} строка|few:{n} строки|many:{n} строк|other:{n} строки",
        CountPeriods => "one:{n} период|few:{n} периода|many:{n} периодов|other:{n} периода",
        CountContacts => "one:{n} контакт|few:{n} контакта|many:{n} контактов|other:{n} контакта",
        CountImports => "one:{n} импорт|few:{n} импорта|many:{n} импортов|other:{n} импорта",
        CountDays => "one:{n} день|few:{n} дня|many:{n} дней|other:{n} дня",

        // Periods and measures
        UnitWeek => "неделя",
        UnitMonth => "месяц",
        UnitQuarter => "квартал",
        UnitHalf => "полугодие",
        ByWeek => "По неделям",
        ByMonth => "По месяцам",
        ByQuarter => "По кварталам",
        ByHalf => "По полугодиям",
        WeekShort => "нед. {n}",
        QuarterShort => "{n} кв.",
        HalfShort => "{n} п/г",
        OfYear => "{period} {year}",
        Revenue => "Выручка",
        Profit => "Прибыль",
        RevenueOf => "выручки",
        ProfitOf => "прибыли",

        // Segments page
        SegmentsTitle => "Сегменты",
        SegmentsSub => "{customers} · {from} – {to} · {money} {measure} · период: {unit}",
        TypicalGap => "(обычный интервал: {days})",
        MatrixCaption => "Клиенты по классам ABC и XYZ",
        MatrixReading => {
            "**Много и стабильно покупают: {ax}**, это {axshare} {measure}. Среди крупных ещё {others}: с колебаниями или от случая к случаю."
        }
        MatrixReadingNone => {
            "**Никто не покупает много и стабильно.** Крупные ({others}) покупают с колебаниями или от случая к случаю."
        }
        XHead => "стабильно · КВ ≤ {limit}",
        YHead => "с колебаниями · КВ ≤ {limit}",
        ZHead => "нерегулярно · КВ > {limit}",
        AHead => "первые {share}",
        BHead => "следующие {share}",
        CHead => "последние {share}",
        MeanAX => "Опора",
        MeanAY => "Крупные, с колебаниями",
        MeanAZ => "Крупные, от случая к случаю",
        MeanBX => "Стабильные средние",
        MeanBY => "Средние, с колебаниями",
        MeanBZ => "Средние, от случая к случаю",
        MeanCX => "Мелкие и верные",
        MeanCY => "Мелкие, с колебаниями",
        MeanCZ => "Мелкие, случайные",
        HintAX => "Беречь: приоритет, личный менеджер, годовой договор",
        HintAY => "Планировать поставки вместе; выяснить причину колебаний",
        HintAZ => "Найти повод для покупок; добиться постоянного заказа",
        HintBX => "Расширять: предложить товарные группы, которых ещё не берут",
        HintBY => "Лучшие условия за регулярные заказы",
        HintBZ => "Предложения с ограниченным сроком; следить за конкурентом",
        HintCX => "Обслуживать просто; спросить, что ещё нужно",
        HintCY => "Самообслуживание; звонок раз в квартал",
        HintCZ => "Только каталог, без визитов",
        WhatAbcIs => "Что значат A, B, C и X, Y, Z",
        NineCells => "Что значат девять ячеек",
        ExplainAbc => {
            "A, B и C — это размер: клиенты ранжированы по тому, сколько приносят; A — первые {a} итога, B — следующие {b}, C — остальные. X, Y и Z — это регулярность: коэффициент вариации (КВ) показывает, насколько суммы покупок клиента по периодам ({unit}) отклоняются от среднего; 0 — как по часам."
        }
        NoXyzYet => {
            "one:У {n} клиента нет класса XYZ: слишком мало полных периодов.|few:У {n} клиентов нет класса XYZ: слишком мало полных периодов.|many:У {n} клиентов нет класса XYZ: слишком мало полных периодов.|other:У {n} клиента нет класса XYZ: слишком мало полных периодов."
        }
        ShowThem => "Показать",
        NoRank => {
            "one:У {n} клиента итог нулевой или отрицательный, класса нет.|few:У {n} клиентов итог нулевой или отрицательный, класса нет.|many:У {n} клиентов итог нулевой или отрицательный, класса нет.|other:У {n} клиента итог нулевой или отрицательный, класса нет."
        }
        Lopsided => "В классе {class} — {share} клиентов: при таком периоде ({unit}) буквы мало что говорят.",
        LopsidedBetter => "Ровнее их распределит период «{better}».",
        UseThisPeriod => "Взять период: {unit}",
        PeriodAutomatic => "Автоматически ({unit})",
        ParetoTitle => "Парето",
        ParetoTop => "топ-20 % ({customers}) даёт {share}",
        ParetoReadingFlat => {
            "**Топ-{n} даёт 80 %** {measure} (всего {customers}): кривая положе, чем по правилу 20/80."
        }
        ParetoReadingSteep => {
            "**Топ-{n} даёт 80 %** {measure} (всего {customers}): кривая круче, чем по правилу 20/80."
        }
        ParetoReadingAsRule => "**Топ-{n} даёт 80 %** {measure} (всего {customers}): ровно по правилу 20/80.",
        ParetoAria => "Кривая Парето: накопленная доля {measure} по рангу клиентов",
        CustomersLargestFirst => "клиенты, начиная с крупнейшего",
        LimitLabel => "граница {share}",
        BringHalf => "one:{n} даёт половину|few:{n} дают половину|many:{n} дают половину|other:{n} дают половину",
        FiguresTable => "Цифры таблицей",
        SegmentsOverTime => "Сегменты во времени",
        SegmentsOverTimeNote => "сегодняшние ячейки, {currency}, период: {unit}",
        OverTimeReading => "Было **{from}** ({first}), стало **{to}** ({last}): {change} за {n}.",
        OverTimeReadingShort => "**{to}** за {last}, последний полный период.",
        SegmentChartAria => "Динамика {measure} по сегментам, период: {unit}",
        ShareOfPeriod => "{class}: {share} за {period}",
        ToDay => "по {day}",
        Total => "Итого",
        NoSegment => "Без сегмента",
        Concentration => "Концентрация",
        LargestCustomer => "Крупнейший клиент, {name}",
        TopFifth => "Топ-20 % ({customers})",
        AtTenPercent => "Клиенты с долей от 10 % (кормильцы)",
        Gini => "Коэффициент Джини, 0 — все равны",
        Hhi => "Индекс Херфиндаля (HHI), 10 000 — один клиент",
        Yardsticks => "Два ориентира",
        YardstickPareto => "Около 20 % клиентов приносят около 80 %",
        YardstickParetoHere => "здесь 80 % — это {customers} ({part})",
        YardstickKey => "Ключевые клиенты вместе приносят 30–55 % продаж",
        YardstickKeyHere => "здесь столько дают от {from} до {to} крупнейших",
        WindowTitle => "Даты и показатель",
        Measure => "Показатель",
        ProfitUnknown => "В загруженных файлах себестоимость или прибыль указана не в каждой строке.",
        From => "С",
        To => "По",
        WholeHistory => "Вся история",
        LastTwelveMonths => "Последние 12 месяцев",
        NoSalesInWindow => "За {from} – {to} продаж нет.",
        WindowReversed => "Дата окончания раньше даты начала.",
        RegularityBy => "Считать регулярность",
        ExportCsv => "Выгрузить CSV",
        NoSalesYet => "Продаж пока нет",
        NoSalesYetHint => "Загрузите историю заказов, и здесь появятся сегменты.",
        GoToData => "Перейти к данным",

        // Accounts page
        AccountsTitle => "Клиенты",
        AccountsSub => "{accounts}, из них покупали {bought} · {from} – {to} · {currency}",
        AccountsSubNoSales => "{accounts}, продаж пока нет",
        AccountsCaption => "Клиенты",
        AddAccount => "Добавить клиента",
        AccountName => "Название",
        AddAccountHint => "Клиент или тот, кто может им стать.",
        Add => "Добавить",
        SearchAccounts => "Поиск клиентов",
        SearchPlaceholder => "Название, код, город, заметка",
        FilterAbc => "Класс ABC",
        FilterXyz => "Класс XYZ",
        NoXyz => "Без XYZ",
        ShownOf => "показано {shown}, всего {all}",
        ClearFilters => "Показать всех",
        NothingFound => "Подходящих клиентов нет.",
        ColAccount => "Клиент",
        ColSegment => "Сегмент",
        ColShare => "Доля",
        ColOrders => "Заказы",
        ColLast => "Последняя покупка",
        ColCity => "Город",
        OverdueMark => "{times}× обычного интервала",
        KeySearch => "поиск",
        KeyMove => "переход",
        KeyOpen => "открытие",
        OverdueHint => "10,7×: сколько обычных интервалов самого клиента прошло с последней покупки",

        // Account page
        NeverBought => "За выбранные даты покупок нет.",
        AccountGone => "Такого клиента нет",
        AccountGoneHint => "Он удалён, или адрес относится к другой базе.",
        BackToAccounts => "Ко всем клиентам",
        Since => "с {day}, ранг {rank}",
        SinceUnranked => "с {day}, без ранга",
        LastYear => "Последние 12 месяцев",
        OfEverBought => "{share} всех покупок клиента",
        ShareOfRevenue => "Доля {measure}",
        ShortOfProvider => "до кормильца не хватает {points}",
        IsProvider => "Кормилец: 10 % {measure} или больше",
        TypicalGapDays => "обычный интервал: {days}",
        OneOrderDay => "пока один день с заказами",
        DaysAgo => {
            "one:за {n} день до конца выборки|few:за {n} дня до конца выборки|many:за {n} дней до конца выборки|other:за {n} дня до конца выборки"
        }
        OnLastDay => "в последний день выборки",
        WhySegment => "Почему {segment}",
        WhyNoClass => "Почему нет класса",
        WhyRank => "Ранг",
        WhyRankOf => "{rank} из {all}",
        WhyByMeasure => "по объёму {measure}, {from} – {to}",
        WhyShare => "Доля",
        WhyShareOf => "{value} из {total}",
        WhyBefore => "Накоплено до него",
        WhyBeforeText => "ниже {limit}, поэтому **{class}**; вместе с ним {after}",
        WhyBeforeLast => "не ниже {limit}, поэтому **{class}**; вместе с ним {after}",
        WhyCounted => "Учтённые периоды ({unit})",
        WhyCountedText => "{first} – {last}, без покупок: {empty}",
        WhyMean => "Среднее, отклонение",
        WhyCv => "КВ {cv}, {compare}, поэтому **{class}**",
        AtMost => "не больше {limit}",
        Above => "больше {limit}",
        WhyTooFew => "Меньше трёх полных периодов: класса XYZ пока нет.",
        WhyMeanZero => "Среднее нулевое или отрицательное: класса XYZ нет.",
        WhyNotRanked => "Итог нулевой или отрицательный: нет ни ранга, ни класса ABC.",
        ToRise => "До {class} не хватает",
        ToRiseText => "ещё столько {measure}, и класс будет {class}",
        ToFall => "Запас до {class}",
        ToFallText => "на столько меньше {measure}, и класс будет {class}",
        ToProvider => "До кормильца не хватает",
        ToProviderText => "ещё столько {measure}, и будет 10 % итога",
        ToSteadier => "Чтобы стать {class}",
        ToSteadierText => "такое отклонение или меньше при том же среднем",
        ToLooser => "Переход в {class}",
        ToLooserText => "такое отклонение или больше при том же среднем",
        Purchases => "Покупки",
        PurchasesNote => "{currency}, период: {unit}",
        PurchasesReadingEvery => {
            "**Покупки есть в каждом периоде** ({unit}); первый — {first}, лучший — {best}: {value}."
        }
        PurchasesReading => "**С покупками {bought}, а всего {all}**; первый — {first}, лучший — {best}: {value}.",
        AccountChartAria => "Динамика {measure}: {account}, период: {unit}",
        MeanLine => "среднее {value}",
        DeviationBand => "± отклонение",
        Orders => "Заказы",
        OrderDate => "Дата",
        OrderDocument => "Документ",
        OrderAmount => "Сумма",
        OrderLines => "Строки",
        CreditNote => "возврат",
        AllOrders => "Показать все: {orders}",
        GeneralInformation => "Общие сведения",
        KnownOf => "известно {known} из {all}",
        FieldDescription => "Чем занимается",
        FieldIndustry => "Отрасль",
        FieldRegion => "Регион",
        FieldAddress => "Адрес",
        FieldCity => "Город",
        FieldCountry => "Страна",
        FieldPhone => "Телефон, факс",
        FieldEmail => "Эл. почта",
        FieldWebsite => "Сайт",
        FieldEmployees => "Число сотрудников",
        FieldFounded => "Год основания",
        FieldDevelopment => "История развития",
        FieldStaff => "Персонал",
        FieldStructure => "Структура",
        FieldMarket => "Рынок",
        FieldOwner => "Ответственный",
        FieldExternalId => "Код клиента",
        NotKnown => "неизвестно",
        Contacts => "Контакты",
        AddContact => "Добавить контакт",
        NoContacts => {
            "Здесь пока никого не знаем. Клиент, который держится на одном контакте или вовсе без контактов, под угрозой."
        }
        ContactName => "Имя",
        ContactFunction => "Должность",
        ContactPhone => "Телефон",
        ContactEmail => "Эл. почта",
        ContactNote => "Заметка",
        DeleteContact => "Удалить контакт",
        Notes => "Заметки",
        NotesHint => "Сохраняется по мере ввода.",
        DeleteAccount => "Удалить клиента",
        OnThisPage => "На этой странице",

        // Data page
        DataTitle => "Данные",
        DataSub => "{accounts}, {contacts}, {imports}, только на этом устройстве",
        ImportTitle => "Загрузить файл",
        ImportsTitle => "История импорта",
        ImportsNone => "Пока ничего не загружено.",
        ImportColFile => "Файл",
        ImportColDate => "Дата загрузки",
        ImportColRows => "Загружено строк",
        TakeBack => "Откатить",
        ExportTitle => "Выгрузка",
        ExportJson => "Всё в JSON",
        ExportJsonHint => "Вся база с продажами в одном файле: для резервной копии, другого браузера или коллеги.",
        ExportSegments => "Сегменты в CSV",
        ExportSegmentsHint => "По строке на клиента с его показателями и классами: для Excel и других программ.",
        ExportSchema => "Схема JSON-файла",
        DeleteTitle => "Удалить всё",
        DeleteHint => {
            "Удаляет из этого браузера всех клиентов, заметки и продажи. Отменить это нельзя, но сделанную заранее выгрузку можно загрузить обратно."
        }
        DeleteButton => "Удалить всё…",
        DeleteConfirm => "Чтобы подтвердить, введите «{word}»",
        DeleteWord => "удалить",
        DeleteCommit => "Удалить навсегда",
        Deleted => "Всё удалено.",

        // Import
        ImportOf => "Импорт {file}",
        ImportSub => "{size} · разделитель: {delimiter} · заголовок в строке {line}",
        ImportSubPreamble => "{size} · разделитель: {delimiter} · заголовок в строке {line}, пропущено над ним: {n}",
        DelimiterComma => "запятая",
        DelimiterSemicolon => "точка с запятой",
        DelimiterTab => "табуляция",
        DelimiterPipe => "вертикальная черта",
        StepFile => "Файл",
        StepCommit => "Загрузка",
        LookingAt => "Изучаем {file}…",
        ReadingFile => "Чтение: {done} из {all}, {rows}",
        StopReading => "Остановить",
        DoesItAddUp => "Всё сходится?",
        RowsRead => "прочитано",
        RowsImported => "загружено",
        RowsTotals => "итоговых",
        RowsSkipped => "пропущено",
        YourFileSays => "В вашем файле **{sum}**",
        WeSum => "у нас вышло **{sum}**",
        Agrees => "сходится до копейки",
        Differs => "расходится на {difference}",
        ReconciliationLine => "Прочитано {read} = загружено {imported} + итоговых {totals} + пропущено {skipped}.",
        WithoutProfit => {
            "one:В {n} строке нет прибыли, поэтому считать по прибыли нельзя.|few:В {n} строках нет прибыли, поэтому считать по прибыли нельзя.|many:В {n} строках нет прибыли, поэтому считать по прибыли нельзя.|other:В {n} строки нет прибыли, поэтому считать по прибыли нельзя."
        }
        TakeOver => "Загрузить {orders}",
        TakeOverRows => "Загрузить: {rows}",
        Columns => "Столбцы",
        ColInFile => "Столбец в файле",
        ColMeans => "Что это",
        ColSamples => "Примеры и почему мы так решили",
        ColMatch => "Уверенность",
        Sure => "точно",
        Likely => "вероятно",
        Unsure => "под вопросом",
        ChosenByYou => "выбрано вами",
        RoleCustomer => "Клиент",
        RoleCustomerId => "Код клиента",
        RoleDate => "Дата",
        RoleAmount => "Сумма",
        RoleQuantity => "Количество",
        RolePrice => "Цена",
        RoleDiscount => "Скидка",
        RoleDocument => "Документ",
        RoleGroup => "Товарная группа",
        RoleProduct => "Товар",
        RoleCurrency => "Валюта",
        RoleCost => "Себестоимость",
        RoleUnitCost => "Себестоимость единицы",
        RoleProfit => "Прибыль",
        RoleIgnore => "Не используется",
        WhyKnownWord => "знакомое слово",
        WhyDates => "даты: {format}",
        WhyNumbers => "числа",
        WhyDistinct => "разных значений: {n}",
        WhyOther => "по значениям",
        Questions => "Вопросы",
        AllAnswered => "ответы даны",
        WaitsForYou => "ждёт вашего ответа",
        AskDate => "Что в столбце «{column}» идёт первым: день или месяц?",
        AskDateExample => "{example} можно прочесть и так, и так.",
        AskNumber => "Что означает знак в числах столбца «{column}»?",
        AskNumberExample => "В {example} он может отделять и тысячи, и дробную часть.",
        AskCurrency => "В какой валюте столбец «{column}»?",
        AskCurrencyHint => "В файле валюта не указана.",
        AskDiscount => "В столбце «{column}» доли или проценты?",
        OptionDay => "Сначала день: {reading}",
        OptionMonth => "Сначала месяц: {reading}",
        OptionYear => "Сначала год: {reading}",
        OptionNumber => "Это {reading}",
        OptionFraction => "Доли: 0,15 — это 15 %",
        OptionPercent => "Проценты: 15 — это 15 %",
        DateDmy => "сначала день",
        DateMdy => "сначала месяц",
        DateYmd => "сначала год",
        DateFormatLabel => "Формат даты",
        MissingCustomer => "Укажите столбец с клиентом.",
        MissingDate => "Укажите столбец с датой.",
        MissingAmount => "Укажите столбец с суммой или столбцы с количеством и ценой.",
        WhatWillChange => "Что изменится",
        AccountsFound => "Найденные клиенты",
        NewAccounts => "Новые клиенты",
        OrdersNew => "Заказы",
        SalesFrom => "Продажи с",
        SalesTo => "Продажи по",
        OneBatch => "Это один импорт: его можно откатить целиком, сегодня или позже.",
        OtherCurrencyWarning => "Суммы указаны в {currency}, а база ведётся в {book}: ни в одну цифру они не войдут.",
        AlreadyImported => {
            "Именно этот файл уже загружен (дата загрузки: {day}). Если загрузить его снова, каждый заказ будет учтён дважды."
        }
        Problems => "Пропущено",
        ProblemsNone => "Ничего не пропущено.",
        FirstOf => "Первые {n} из {all}.",
        ProblemLine => "Строка {line}",
        FixIt => "Исправьте эти строки в файле и загрузите его снова или продолжайте без них.",
        AsInFile => "Как в файле",
        ReasonNoCustomer => "Нет клиента",
        ReasonNoDate => "Нет даты",
        ReasonBadDate => "Не дата",
        ReasonNoAmount => "Нет суммы",
        ReasonBadAmount => "Не сумма",
        ReasonBadQuantity => "Не количество",
        ReasonBadPrice => "Не цена",
        ReasonBadDiscount => "Не скидка",
        ReasonOtherCurrency => "Другая валюта",
        ReasonAmountTooLarge => "Слишком большая сумма",
        ReasonTooFewCells => "Слишком мало ячеек",
        ReasonTooManyCells => "Слишком много ячеек",
        ReasonBadEncoding => "Не читается как UTF-8",
        ReasonRowTooLong => "Слишком длинная строка: возможно, не закрыта кавычка",
        ReasonRepeatedHeader => "Повтор заголовка",
        ReasonBlank => "Пустая строка",
        ReasonTotals => "Итог",

        // Refusals
        CantImport => "Не удаётся загрузить {file}",
        NothingChanged => "Ничего не изменилось.",
        RefusedEmpty => "Файл пуст. Выгрузите его ещё раз из исходной программы.",
        RefusedZip => {
            "Это электронная таблица или архив, а не текстовый файл. Сохраните лист в Excel или Calc как CSV (UTF-8) и перетащите сюда."
        }
        RefusedOldExcel => {
            "Это книга старого формата Excel. Откройте её, сохраните лист как CSV (UTF-8) и перетащите сюда."
        }
        RefusedBinary => "Это не текстовый файл. Сохраните таблицу как CSV (UTF-8) и перетащите сюда.",
        RefusedUtf16 => "Файл в кодировке UTF-16 («Текст Юникод»). Сохраните его как CSV (UTF-8) и перетащите сюда.",
        RefusedNotUtf8 => {
            "Текст не в UTF-8 (впервые в строке {line}). Сохраните его как CSV (UTF-8) и перетащите сюда."
        }
        RefusedHtml => {
            "Это веб-страница, как бы ни назывался файл. Откройте её в Excel или Calc и сохраните как CSV (UTF-8)."
        }
        RefusedNoHeader => {
            "Среди первых 30 строк нет названий столбцов. Добавьте над данными строку вроде: Клиент, Дата, Сумма."
        }
        RefusedHeaderOnly => "В файле есть заголовок, но нет строк под ним. Выгрузите его ещё раз, с заказами.",
        RefusedNoCustomer => {
            "Ни один столбец не похож на клиента. Столбцы файла: {headers}. Добавьте столбец с названием или кодом клиента."
        }
        RefusedNoDate => {
            "Ни в одном столбце нет дат. Столбцы файла: {headers}. Добавьте столбец с датой каждого заказа."
        }
        RefusedNoAmount => {
            "Ни в одном столбце нет сумм, которые можно прочесть. Столбцы файла: {headers}. Добавьте столбец с суммой или с количеством и ценой."
        }
        RefusedNothing => "Ни одна строка не подошла: {reasons}.",
        RefusedTooLarge => "Файл больше 4 ГБ. Разделите его по годам и загрузите по частям.",
        RefusedUnreadable => {
            "Браузер не смог прочитать файл ({detail}). Возможно, после выбора его переместили или изменили; выберите его ещё раз."
        }
        RefusedWorker => {
            "Не удалось прочитать файл ({detail}). Ничего не изменилось; обновите страницу и попробуйте снова."
        }
        RefusedNotJson => {
            "Файл называется .json, но это не JSON (строка {line}, столбец {column}). Возможно, он обрезан; выгрузите его ещё раз."
        }
        RefusedNotOurs => "Это JSON, но не выгрузка Vital Few.",
        RefusedNewer => {
            "Файл создан более новой версией Vital Few (формат {version}). Откройте его там или обновите эту страницу."
        }
        RefusedDamaged => "Это выгрузка Vital Few, но часть её повреждена ({detail}). Возьмите другую копию.",

        // Taking in an export
        MergeTitle => "Приём данных: {file}",
        MergeSub => "Выгрузка Vital Few. Пока ничего не принято.",
        MergeNew => "Новое",
        MergeChanged => "Изменилось в файле",
        MergeSame => "Уже совпадает",
        MergeAccounts => "Клиенты",
        MergeContacts => "Контакты",
        MergeSales => "Продажи из импортов",
        MergeOther => "Настройки и импорты",
        MergeNothing => "Всё, что есть в файле, здесь уже есть.",
        MergeNote => {
            "Если одно поле изменили с обеих сторон, действует более поздняя правка. Приём можно отменить целиком."
        }
        MergeCommit => "Принять",

        // Not found
        UnknownTitle => "По этому адресу ничего нет",
        UnknownHint => "В Vital Few нет страницы «{address}».",
        ToSegments => "К сегментам",
    }
}
