//! Persian.

use super::Key;

pub(super) fn text(key: Key) -> &'static str {
    use Key::*;
    match key {
        // Shell
        SkipToContent => "پرش به محتوا",
        MainNavigation => "اصلی",
        NavAccounts => "مشتریان",
        NavSegments => "بخش‌ها",
        NavData => "داده‌ها",
        NavMore => "بیشتر",
        Language => "زبان",
        Theme => "پوسته",
        ThemeSystem => "پوستهٔ سامانه",
        ThemeLight => "روشن",
        ThemeDark => "تیره",
        Undo => "واگرد",
        UndoWhat => "واگرد: {what}",
        RedoWhat => "انجام دوباره: {what}",
        NothingToUndo => "چیزی برای واگرد نیست",
        NothingToRedo => "چیزی برای انجام دوباره نیست",
        SavedHere => "روی این دستگاه ذخیره شد",
        Saving => "در حال ذخیره…",
        MemoryOnly => "ذخیره نمی‌شود: دسترسی به حافظه بسته است",
        SaveFailed => "ذخیره نشد",
        NothingLeaves => "هیچ داده‌ای از این دستگاه بیرون نمی‌رود",
        MemoryOnlyBanner => {
            "این مرورگر به صفحه اجازهٔ ذخیره نمی‌دهد. آنچه وارد می‌کنید با بستن صفحه از میان می‌رود؛ پیش از رفتن، آن را در یک پرونده برون‌بری کنید."
        }
        SaveFailedBanner => {
            "آخرین تغییرات روی این دستگاه ذخیره نشد ({detail}). این تغییرات هنوز در همین صفحه هستند. همه چیز را در یک پرونده برون‌بری کنید و سپس کمی فضا آزاد کنید."
        }
        ExportNow => "برون‌بری همه چیز",
        DamagedBanner => {
            "one:{n} رکورد ذخیره‌شده خوانده نمی‌شود و دست‌نخورده ماند.|other:{n} رکورد ذخیره‌شده خوانده نمی‌شوند و دست‌نخورده ماندند."
        }
        SalesMissingBanner => {
            "فروش‌های پروندهٔ {file} روی این دستگاه نیست. پرونده را دوباره درون‌بری کنید یا یک برون‌بری JSON را که این فروش‌ها در آن باشد بخوانید."
        }
        CurrencyLeftOut => {
            "one:{n} سطر به ارز {currency} در هیچ رقمی به حساب نیامده است: ارز این دفتر {book} است.|other:{n} سطر به ارز {currency} در هیچ رقمی به حساب نیامده‌اند: ارز این دفتر {book} است."
        }
        Close => "بستن",
        Cancel => "انصراف",
        Loading => "در حال گشودن دفتر…",

        // What changes were for
        LabelSample => "دفتر نمونه",
        LabelImport => "درون‌بری {file}",
        LabelMerge => "داده‌های {file}",
        LabelAddAccount => "افزودن {account}",
        LabelDeleteAccount => "حذف {account}",
        LabelEditAccount => "ویرایش {account}",
        LabelAddContact => "افزودن رابط در {account}",
        LabelDeleteContact => "حذف رابط در {account}",
        LabelEditContact => "ویرایش رابط در {account}",
        LabelSettings => "تنظیمات",
        LabelTakeBack => "پس گرفتن درون‌بری {file}",
        Done => "انجام شد: {what}",

        // First page
        FirstTitle => "مشتریان اندکی را که بیشترِ درآمد را می‌آورند بیابید و نگه دارید.",
        FirstLead => {
            "تاریخچهٔ سفارش‌هایتان را اینجا رها کنید؛ Vital Few مشتریان شما را بر پایهٔ میزان و نظم خریدشان دسته‌بندی می‌کند و دلیلش را نشان می‌دهد. سپس آنچه را دربارهٔ هر یک می‌دانید نگه می‌دارد."
        }
        DropTitle => "تاریخچهٔ سفارش‌ها را اینجا رها کنید",
        DropHint => {
            "یک پروندهٔ CSV یا متن جداشدهٔ دیگر از ERP یا اکسل. مشتری، تاریخ و مبلغ کافی است. برون‌بری همین برنامه (JSON) هم پذیرفته می‌شود."
        }
        ChooseFile => "انتخاب پرونده",
        NoFile => "پرونده‌ای در دسترس ندارید؟",
        LoadSample => "بارگذاری دفتر نمونه",
        SampleIs => "۹۱ مشتری، ۸۳۰ سفارش، دو سال (Northwind)",
        SampleLoading => "در حال بارگذاری نمونه…",
        SampleFailed => "نمونه بارگذاری نشد: {detail}",
        PromiseStaysTitle => "نزد خودتان می‌ماند",
        PromiseStays => "همهٔ محاسبات در همین مرورگر انجام می‌شود. نه حساب کاربری، نه سرور؛ هیچ چیز فرستاده نمی‌شود.",
        PromiseKeptTitle => "روی این دستگاه نگه داشته می‌شود",
        PromiseKept => "و در یک پرونده، هرگاه آن را ذخیره کنید. پروندهٔ همکارتان را هم می‌توان ادغام کرد.",
        PromiseBackTitle => "بازگشت‌پذیر است",
        PromiseBack => "هر درون‌بری و هر ویرایش را می‌توان واگرد کرد.",

        // Counts
        CountAccounts => "one:{n} مشتری|other:{n} مشتری",
        CountCustomers => "one:{n} مشتری|other:{n} مشتری",
        CountOrders => "one:{n} سفارش|other:{n} سفارش",
        CountRows => "one:{n} ردیف|other:{n} ردیف",
        CountLines => "one:{n} سطر|other:{n} سطر",
        CountPeriods => "one:{n} دوره|other:{n} دوره",
        CountContacts => "one:{n} رابط|other:{n} رابط",
        CountImports => "one:{n} درون‌بری|other:{n} درون‌بری",
        CountDays => "one:{n} روز|other:{n} روز",

        // Periods and measures
        UnitWeek => "هفته",
        UnitMonth => "ماه",
        UnitQuarter => "فصل",
        UnitHalf => "نیم‌سال",
        ByWeek => "هفتگی",
        ByMonth => "ماهانه",
        ByQuarter => "فصلی",
        ByHalf => "نیم‌سالانه",
        WeekShort => "هفتهٔ {n}",
        QuarterShort => "ف{n}",
        HalfShort => "نیمهٔ {n}",
        OfYear => "{period} {year}",
        Revenue => "فروش",
        Profit => "سود",
        RevenueOf => "فروش",
        ProfitOf => "سود",

        // Segments page
        SegmentsTitle => "بخش‌ها",
        SegmentsSub => "{customers} · {from} تا {to} · {money} {measure} · دوره: {unit}",
        TypicalGap => "(فاصلهٔ معمول {days})",
        MatrixCaption => "مشتریان بر پایهٔ کلاس ABC و XYZ",
        MatrixReading => {
            "**خرید {ax} هم زیاد و هم منظم است** و {axshare} {measure} را می‌آورد؛ دیگر مشتریان بزرگ، با نوسان یا گاه‌به‌گاه: {others}."
        }
        MatrixReadingNone => "**خرید هیچ مشتری هم زیاد و هم منظم نیست**؛ مشتریان بزرگ، با نوسان یا گاه‌به‌گاه: {others}.",
        XHead => "منظم · ضریب ≤ {limit}",
        YHead => "با نوسان · ضریب ≤ {limit}",
        ZHead => "نامنظم · ضریب > {limit}",
        AHead => "نخستین {share}",
        BHead => "{share} بعدی",
        CHead => "{share} آخر",
        MeanAX => "ستون فروش",
        MeanAY => "بزرگ با نوسان",
        MeanAZ => "بزرگ و گاه‌به‌گاه",
        MeanBX => "میانی و منظم",
        MeanBY => "میانی با نوسان",
        MeanBZ => "میانی و گاه‌به‌گاه",
        MeanCX => "کوچک و وفادار",
        MeanCY => "کوچک با نوسان",
        MeanCZ => "کوچک و اتفاقی",
        HintAX => "نگه دارید: اولویت، رابط مشخص، قرارداد سالانه",
        HintAY => "برنامهٔ مشترک تحویل؛ علت نوسان را بیابید",
        HintAZ => "مناسبت خرید را بیابید؛ سفارش ثابت بگیرید",
        HintBX => "گسترش دهید: گروه‌هایی را که هنوز نمی‌خرند پیشنهاد کنید",
        HintBY => "شرایط بهتر برای سفارش منظم",
        HintBZ => "پیشنهاد زمان‌دار؛ رقیب را بپایید",
        HintCX => "خدمت ساده؛ نیازهای دیگر را بپرسید",
        HintCY => "خرید مستقل؛ هر فصل یک تماس",
        HintCZ => "فقط فهرست کالا؛ بدون ملاقات",
        WhatAbcIs => "معنای A، B، C و X، Y، Z",
        NineCells => "معنای نه خانه",
        ExplainAbc => {
            "A و B و C اندازه را نشان می‌دهند: مشتریان بر پایهٔ آنچه می‌آورند رتبه‌بندی می‌شوند؛ A نخستین {a} کل را دارد، B به اندازهٔ {b} بعدی و C بقیه را. X و Y و Z نظم را نشان می‌دهند: ضریب تغییرات (CV) می‌گوید {unit}‌های هر مشتری چقدر با میانگین خودش تفاوت دارند؛ صفر یعنی به نظم ساعت."
        }
        NoXyzYet => {
            "one:{n} مشتری کلاس XYZ ندارد: شمار دوره‌های کامل کم است.|other:{n} مشتری کلاس XYZ ندارند: شمار دوره‌های کامل کم است."
        }
        ShowThem => "نمایش",
        NoRank => "one:جمع {n} مشتری صفر یا کمتر است و کلاسی ندارد.|other:جمع {n} مشتری صفر یا کمتر است و کلاسی ندارند.",
        Lopsided => "{share} مشتریان در کلاس {class} هستند: به تفکیک {unit}، این حروف چیز زیادی نمی‌گویند.",
        LopsidedBetter => "به تفکیک {better} بهتر پخش می‌شوند.",
        UseThisPeriod => "نمایش به تفکیک {unit}",
        PeriodAutomatic => "خودکار ({unit})",
        ParetoTitle => "پارتو",
        ParetoTop => "۲۰٪ نخست ({customers}) {share} را می‌آورند",
        ParetoReadingFlat => "**{n} مشتری از {customers}، ۸۰٪** {measure} را می‌آورند: هموارتر از قاعدهٔ ۲۰/۸۰.",
        ParetoReadingSteep => "**{n} مشتری از {customers}، ۸۰٪** {measure} را می‌آورند: تندتر از قاعدهٔ ۲۰/۸۰.",
        ParetoReadingAsRule => {
            "**{n} مشتری از {customers}، ۸۰٪** {measure} را می‌آورند: درست همان که قاعدهٔ ۲۰/۸۰ می‌گوید."
        }
        ParetoAria => "منحنی پارتو: سهم انباشته از {measure} به ترتیب رتبهٔ مشتری",
        CustomersLargestFirst => "مشتریان، از بزرگ‌ترین",
        LimitLabel => "حد {share}",
        BringHalf => "one:نیمی از آنِ {n} مشتری|other:نیمی از آنِ {n} مشتری",
        FiguresTable => "ارقام در جدول",
        SegmentsOverTime => "بخش‌ها در گذر زمان",
        SegmentsOverTimeNote => "خانه‌های امروز، {currency} در {unit}",
        OverTimeReading => "**{from}** در {first}، **{to}** در {last}: {change} طی {n}.",
        OverTimeReadingShort => "**{to}** در {last}، آخرین دورهٔ کامل.",
        SegmentChartAria => "{measure} هر {unit} به تفکیک بخش",
        ShareOfPeriod => "{class} {share} در {period}",
        ToDay => "تا {day}",
        Total => "جمع",
        NoSegment => "بدون بخش",
        Concentration => "تمرکز",
        LargestCustomer => "بزرگ‌ترین مشتری: {name}",
        TopFifth => "۲۰٪ نخست ({customers})",
        AtTenPercent => "مشتریان ۱۰٪ و بیشتر (نان‌آور)",
        Gini => "جینی، صفر = همه برابر",
        Hhi => "هرفیندال (HHI)، ۱۰٬۰۰۰ = تنها یک مشتری",
        Yardsticks => "دو معیار",
        YardstickPareto => "حدود ۲۰٪ مشتریان حدود ۸۰٪ را می‌آورند",
        YardstickParetoHere => "اینجا {customers} ({part}) ۸۰٪ را می‌آورند",
        YardstickKey => "مشتریان کلیدی روی هم ۳۰ تا ۵۵٪ فروش را می‌آورند",
        YardstickKeyHere => "اینجا {from} تا {to} مشتری نخست چنین‌اند",
        WindowTitle => "دوره و سنجه",
        Measure => "سنجه",
        ProfitUnknown => "پرونده‌های درون‌بری‌شده برای همهٔ سطرها بهای تمام‌شده یا سود ندارند.",
        From => "از",
        To => "تا",
        WholeHistory => "همهٔ تاریخچه",
        LastTwelveMonths => "۱۲ ماه اخیر",
        NoSalesInWindow => "از {from} تا {to} فروشی نبوده است.",
        WindowReversed => "پایان بازه پیش از آغاز آن است.",
        RegularityBy => "دورهٔ سنجش نظم",
        ExportCsv => "برون‌بری CSV",
        NoSalesYet => "هنوز فروشی نیست",
        NoSalesYetHint => "تاریخچهٔ سفارش‌ها را درون‌بری کنید تا بخش‌ها اینجا نمایان شوند.",
        GoToData => "رفتن به داده‌ها",

        // Accounts page
        AccountsTitle => "مشتریان",
        AccountsSub => "{accounts}، از آن میان {bought} خریدار · {from} تا {to} · {currency}",
        AccountsSubNoSales => "{accounts}، هنوز بدون فروش",
        AccountsCaption => "مشتریان",
        AddAccount => "افزودن مشتری",
        AccountName => "نام",
        AddAccountHint => "یک مشتری، یا کسی که می‌تواند مشتری شود.",
        Add => "افزودن",
        SearchAccounts => "جست‌وجوی مشتریان",
        SearchPlaceholder => "نام، کد، شهر، یادداشت",
        FilterAbc => "کلاس ABC",
        FilterXyz => "کلاس XYZ",
        NoXyz => "بدون XYZ",
        ShownOf => "نمایش {shown} از {all}",
        ClearFilters => "نمایش همه",
        NothingFound => "هیچ مشتری با این مشخصات یافت نشد.",
        ColAccount => "مشتری",
        ColSegment => "بخش",
        ColShare => "سهم",
        ColOrders => "سفارش‌ها",
        ColLast => "آخرین خرید",
        ColCity => "شهر",
        OverdueMark => "{times} برابر فاصلهٔ معمولش",
        KeySearch => "جست‌وجو",
        KeyMove => "جابه‌جایی",
        KeyOpen => "گشودن",
        OverdueHint => "۱۰٫۷×: شمار روزها از آخرین خرید، تقسیم بر میانهٔ فاصلهٔ خریدهای همان مشتری",

        // Account page
        NeverBought => "در این بازه خریدی نداشته است.",
        AccountGone => "چنین مشتری وجود ندارد",
        AccountGoneHint => "حذف شده است، یا این نشانی از آنِ دفتر دیگری است.",
        BackToAccounts => "به فهرست مشتریان",
        Since => "از {day}، رتبهٔ {rank}",
        SinceUnranked => "از {day}، بدون رتبه",
        LastYear => "۱۲ ماه اخیر",
        OfEverBought => "{share} همهٔ خریدهایش تا امروز",
        ShareOfRevenue => "سهم از {measure}",
        ShortOfProvider => "{points} تا نان‌آور شدن",
        IsProvider => "نان‌آور: ۱۰٪ {measure} یا بیشتر",
        TypicalGapDays => "فاصلهٔ معمول {days}",
        OneOrderDay => "تاکنون تنها یک روز سفارش",
        DaysAgo => "one:{n} روز پیش از پایان بازه|other:{n} روز پیش از پایان بازه",
        OnLastDay => "روز آخر بازه",
        WhySegment => "چرا {segment}",
        WhyNoClass => "چرا بدون کلاس",
        WhyRank => "رتبه",
        WhyRankOf => "{rank} از {all}",
        WhyByMeasure => "بر پایهٔ {measure}، {from} تا {to}",
        WhyShare => "سهم",
        WhyShareOf => "{value} از {total}",
        WhyBefore => "انباشتهٔ پیش از آن",
        WhyBeforeText => "کمتر از {limit}، پس **{class}**؛ پس از آن {after}",
        WhyBeforeLast => "برابر با {limit} یا بیشتر، پس **{class}**؛ پس از آن {after}",
        WhyCounted => "{unit}‌های شمرده‌شده",
        WhyCountedText => "{first} تا {last}، {empty} بدون خرید",
        WhyMean => "میانگین، انحراف معیار",
        WhyCv => "ضریب {cv}، {compare}، پس **{class}**",
        AtMost => "حداکثر {limit}",
        Above => "بیش از {limit}",
        WhyTooFew => "کمتر از سه دورهٔ کامل: هنوز کلاس XYZ ندارد.",
        WhyMeanZero => "میانگین صفر یا کمتر است: کلاس XYZ ندارد.",
        WhyNotRanked => "جمع صفر یا کمتر است: رتبه و کلاس ABC ندارد.",
        ToRise => "برای رسیدن به {class}",
        ToRiseText => "{measure} بیشتر آن را {class} می‌کند",
        ToFall => "برای افت به {class}",
        ToFallText => "{measure} کمتر آن را {class} می‌کند",
        ToProvider => "برای نان‌آور شدن",
        ToProviderText => "{measure} بیشتر به ۱۰٪ کل می‌رسد",
        ToSteadier => "برای رسیدن به {class}",
        ToSteadierText => "انحراف معیار با همین میانگین، یا کمتر",
        ToLooser => "برای افت به {class}",
        ToLooserText => "انحراف معیار با همین میانگین، یا بیشتر",
        Purchases => "خریدها",
        PurchasesNote => "{currency} در {unit}",
        PurchasesReadingEvery => "**در هر {unit} خرید کرده است**، از {first} تاکنون؛ بهترین، {best} با {value}.",
        PurchasesReading => {
            "**در {bought} دوره از {all} خرید کرده است**، از {first} تاکنون؛ بهترین، {best} با {value}."
        }
        AccountChartAria => "{measure} {account} در هر {unit}",
        MeanLine => "میانگین {value}",
        DeviationBand => "± انحراف معیار",
        Orders => "سفارش‌ها",
        OrderDate => "تاریخ",
        OrderDocument => "سند",
        OrderAmount => "مبلغ",
        OrderLines => "سطرها",
        CreditNote => "برگشت از فروش",
        AllOrders => "نمایش هر {orders}",
        GeneralInformation => "اطلاعات کلی",
        KnownOf => "{known} از {all} معلوم است",
        FieldDescription => "زمینهٔ فعالیت",
        FieldIndustry => "صنعت",
        FieldRegion => "منطقه",
        FieldAddress => "نشانی",
        FieldCity => "شهر",
        FieldCountry => "کشور",
        FieldPhone => "تلفن، نمابر",
        FieldEmail => "ایمیل",
        FieldWebsite => "وب‌سایت",
        FieldEmployees => "شمار کارکنان",
        FieldFounded => "سال تأسیس",
        FieldDevelopment => "روند توسعه",
        FieldStaff => "نیروی انسانی",
        FieldStructure => "ساختار سازمانی",
        FieldMarket => "بازار",
        FieldOwner => "مسئول این مشتری",
        FieldExternalId => "کد مشتری",
        NotKnown => "نامعلوم",
        Contacts => "رابط‌ها",
        AddContact => "افزودن رابط",
        NoContacts => "هنوز کسی را اینجا نمی‌شناسید. مشتری‌ای که به یک رابط وابسته است یا هیچ رابطی ندارد، در خطر است.",
        ContactName => "نام",
        ContactFunction => "سمت",
        ContactPhone => "تلفن",
        ContactEmail => "ایمیل",
        ContactNote => "یادداشت",
        DeleteContact => "حذف رابط",
        Notes => "یادداشت‌ها",
        NotesHint => "هنگام نوشتن ذخیره می‌شود.",
        DeleteAccount => "حذف مشتری",
        OnThisPage => "در این صفحه",

        // Data page
        DataTitle => "داده‌ها",
        DataSub => "{accounts}، {contacts}، {imports}، فقط روی این دستگاه",
        ImportTitle => "درون‌بری پرونده",
        ImportsTitle => "درون‌بری‌ها",
        ImportsNone => "هنوز چیزی درون‌بری نشده است.",
        ImportColFile => "پرونده",
        ImportColDate => "تاریخ درون‌بری",
        ImportColRows => "ردیف‌های واردشده",
        TakeBack => "پس گرفتن",
        ExportTitle => "برون‌بری",
        ExportJson => "همه چیز به صورت JSON",
        ExportJsonHint => "همهٔ دفتر با فروش‌هایش در یک پرونده: برای پشتیبان، مرورگری دیگر یا یک همکار.",
        ExportSegments => "بخش‌ها به صورت CSV",
        ExportSegmentsHint => "برای هر مشتری یک سطر با ارقام و کلاس‌هایش، برای اکسل و برنامه‌های دیگر.",
        ExportSchema => "طرح‌وارهٔ پروندهٔ JSON",
        DeleteTitle => "حذف همه چیز",
        DeleteHint => {
            "همهٔ مشتریان، یادداشت‌ها و فروش‌ها را از این مرورگر پاک می‌کند. این کار واگرد ندارد؛ اما برون‌بری پیشین را می‌توان دوباره خواند."
        }
        DeleteButton => "حذف همه چیز…",
        DeleteConfirm => "برای تأیید، {word} را بنویسید",
        DeleteWord => "حذف",
        DeleteCommit => "حذف برای همیشه",
        Deleted => "همه چیز حذف شد.",

        // Import
        ImportOf => "درون‌بری {file}",
        ImportSub => "{size} · {delimiter} · سرستون در سطر {line}",
        ImportSubPreamble => "{size} · {delimiter} · سرستون در سطر {line}، {n} بالای آن کنار گذاشته شد",
        DelimiterComma => "ویرگول",
        DelimiterSemicolon => "نقطه‌ویرگول",
        DelimiterTab => "تب",
        DelimiterPipe => "خط عمودی",
        StepFile => "پرونده",
        StepCommit => "وارد کردن",
        LookingAt => "در حال بررسی {file}…",
        ReadingFile => "در حال خواندن: {done} از {all}، {rows}",
        StopReading => "توقف",
        DoesItAddUp => "آیا حساب درست درمی‌آید؟",
        RowsRead => "ردیف خوانده‌شده",
        RowsImported => "واردشده",
        RowsTotals => "جمع",
        RowsSkipped => "کنارگذاشته",
        YourFileSays => "پروندهٔ شما می‌گوید **{sum}**",
        WeSum => "جمع ما **{sum}** است",
        Agrees => "تا آخرین رقم برابر است",
        Differs => "{difference} تفاوت دارد",
        ReconciliationLine => "{read} خوانده‌شده = {imported} واردشده + {totals} جمع + {skipped} کنارگذاشته.",
        WithoutProfit => {
            "one:{n} ردیف سود ندارد، پس سود نمی‌تواند سنجه باشد.|other:{n} ردیف سود ندارند، پس سود نمی‌تواند سنجه باشد."
        }
        TakeOver => "وارد کردن {orders}",
        TakeOverRows => "وارد کردن {rows}",
        Columns => "ستون‌ها",
        ColInFile => "ستون در پرونده",
        ColMeans => "معنا",
        ColSamples => "نمونه‌ها، و دلیل این برداشت",
        ColMatch => "تطبیق",
        Sure => "مطمئن",
        Likely => "محتمل",
        Unsure => "نامطمئن",
        ChosenByYou => "به انتخاب شما",
        RoleCustomer => "مشتری",
        RoleCustomerId => "کد مشتری",
        RoleDate => "تاریخ",
        RoleAmount => "مبلغ",
        RoleQuantity => "تعداد",
        RolePrice => "قیمت",
        RoleDiscount => "تخفیف",
        RoleDocument => "سند",
        RoleGroup => "گروه کالا",
        RoleProduct => "کالا",
        RoleCurrency => "ارز",
        RoleCost => "بهای تمام‌شده",
        RoleUnitCost => "بهای تمام‌شدهٔ یک واحد",
        RoleProfit => "سود",
        RoleIgnore => "به کار نمی‌رود",
        WhyKnownWord => "واژهٔ آشنا",
        WhyDates => "تاریخ: {format}",
        WhyNumbers => "عدد",
        WhyDistinct => "{n} مقدار متفاوت",
        WhyOther => "از روی مقدارهایش",
        Questions => "پرسش‌ها",
        AllAnswered => "پاسخ داده شد",
        WaitsForYou => "در انتظار شما",
        AskDate => "در «{column}» کدام نخست می‌آید، روز یا ماه؟",
        AskDateExample => "{example} می‌تواند هر یک از این دو باشد.",
        AskNumber => "نشانهٔ درون عددهای «{column}» چیست؟",
        AskNumberExample => "نشانهٔ {example} می‌تواند جداکنندهٔ هزارگان یا ممیز باشد.",
        AskCurrency => "«{column}» به چه ارزی است؟",
        AskCurrencyHint => "در پرونده از ارزی نام برده نشده است.",
        AskDiscount => "«{column}» کسر است یا درصد؟",
        OptionDay => "نخست روز: {reading}",
        OptionMonth => "نخست ماه: {reading}",
        OptionYear => "نخست سال: {reading}",
        OptionNumber => "یعنی {reading}",
        OptionFraction => "کسر: ۰٫۱۵ یعنی ۱۵٪",
        OptionPercent => "درصد: ۱۵ یعنی ۱۵٪",
        DateDmy => "روز، ماه، سال",
        DateMdy => "ماه، روز، سال",
        DateYmd => "سال، ماه، روز",
        DateFormatLabel => "قالب تاریخ",
        MissingCustomer => "مشخص کنید کدام ستون نام مشتری است.",
        MissingDate => "مشخص کنید کدام ستون تاریخ است.",
        MissingAmount => "مشخص کنید کدام ستون مبلغ است، یا کدام‌ها تعداد و قیمت‌اند.",
        WhatWillChange => "آنچه تغییر می‌کند",
        AccountsFound => "مشتریان یافت‌شده",
        NewAccounts => "مشتریان تازه",
        OrdersNew => "سفارش‌ها",
        SalesFrom => "از",
        SalesTo => "تا",
        OneBatch => "یک درون‌بری: می‌توان آن را یکجا پس گرفت، امروز یا بعدها.",
        OtherCurrencyWarning => "این مبلغ‌ها به {currency} است و دفتر به {book} حساب می‌کند: در هیچ رقمی نمی‌آیند.",
        AlreadyImported => {
            "همین پرونده در {day} درون‌بری شده است. وارد کردن دوبارهٔ آن هر سفارش را دو بار به حساب می‌آورد."
        }
        Problems => "کنارگذاشته‌ها",
        ProblemsNone => "چیزی کنار گذاشته نشد.",
        FirstOf => "{n} مورد نخست از {all}.",
        ProblemLine => "سطر {line}",
        FixIt => "این سطرها را در پرونده اصلاح و دوباره درون‌بری کنید، یا بدون آن‌ها ادامه دهید.",
        AsInFile => "همان‌گونه که در پرونده است",
        ReasonNoCustomer => "بدون مشتری",
        ReasonNoDate => "بدون تاریخ",
        ReasonBadDate => "تاریخ نیست",
        ReasonNoAmount => "بدون مبلغ",
        ReasonBadAmount => "مبلغ نیست",
        ReasonBadQuantity => "تعداد نیست",
        ReasonBadPrice => "قیمت نیست",
        ReasonBadDiscount => "تخفیف نیست",
        ReasonOtherCurrency => "ارز دیگر",
        ReasonAmountTooLarge => "مبلغ بیش از حد بزرگ",
        ReasonTooFewCells => "خانه‌های کمتر از حد",
        ReasonTooManyCells => "خانه‌های بیش از حد",
        ReasonBadEncoding => "ناخوانا به صورت UTF-8",
        ReasonRowTooLong => "ردیف بیش از حد بلند: شاید نشانهٔ نقل‌قولی بسته نشده باشد",
        ReasonRepeatedHeader => "تکرار سرستون",
        ReasonBlank => "ردیف خالی",
        ReasonTotals => "جمع",

        // Refusals
        CantImport => "{file} درون‌بری‌شدنی نیست",
        NothingChanged => "چیزی تغییر نکرد.",
        RefusedEmpty => "پرونده خالی است. از برنامهٔ مبدأ دوباره خروجی بگیرید.",
        RefusedZip => {
            "این یک کارپوشه یا بایگانی است، نه پروندهٔ متنی. در اکسل یا Calc برگه را به صورت CSV (UTF-8) ذخیره کنید و آن را اینجا رها کنید."
        }
        RefusedOldExcel => {
            "این یک کارپوشهٔ قدیمی اکسل است. آن را باز کنید، برگه را به صورت CSV (UTF-8) ذخیره کنید و اینجا رها کنید."
        }
        RefusedBinary => "این پروندهٔ متنی نیست. جدول را به صورت CSV (UTF-8) ذخیره کنید و آن را اینجا رها کنید.",
        RefusedUtf16 => {
            "این پرونده به صورت UTF-16 («متن یونیکد») است. آن را به صورت CSV (UTF-8) ذخیره کنید و اینجا رها کنید."
        }
        RefusedNotUtf8 => {
            "متن به صورت UTF-8 نیست (نخستین بار در سطر {line}). آن را به صورت CSV (UTF-8) ذخیره کنید و اینجا رها کنید."
        }
        RefusedHtml => {
            "این یک صفحهٔ وب است، نامش هر چه باشد. آن را در اکسل یا Calc باز کنید و به صورت CSV (UTF-8) ذخیره کنید."
        }
        RefusedNoHeader => {
            "هیچ‌یک از ۳۰ سطر نخست نام ستون‌ها را ندارد. بالای داده‌ها سطری با نام‌هایی مانند «مشتری»، «تاریخ» و «مبلغ» بیفزایید."
        }
        RefusedHeaderOnly => "پرونده سرستون دارد، اما زیر آن ردیفی نیست. دوباره همراه با سفارش‌ها خروجی بگیرید.",
        RefusedNoCustomer => {
            "هیچ ستونی نمی‌تواند نام مشتری باشد. ستون‌های پرونده: {headers}. ستونی با نام یا کد مشتری بیفزایید."
        }
        RefusedNoDate => "هیچ ستونی تاریخ ندارد. ستون‌های پرونده: {headers}. ستونی با تاریخ هر سفارش بیفزایید.",
        RefusedNoAmount => {
            "هیچ ستونی مبلغ خوانا ندارد. ستون‌های پرونده: {headers}. ستونی با مبلغ، یا با تعداد و قیمت بیفزایید."
        }
        RefusedNothing => "حتی یک ردیف هم به کار نیامد: {reasons}.",
        RefusedTooLarge => "پرونده بزرگ‌تر از ۴ گیگابایت است. آن را سال به سال تقسیم و بخش‌ها را درون‌بری کنید.",
        RefusedUnreadable => {
            "مرورگر نتوانست پرونده را بخواند ({detail}). شاید پس از انتخاب جابه‌جا شده یا تغییر کرده باشد؛ دوباره انتخابش کنید."
        }
        RefusedWorker => {
            "خواندن پرونده ناموفق بود ({detail}). چیزی تغییر نکرد؛ صفحه را دوباره بارگذاری و از نو امتحان کنید."
        }
        RefusedNotJson => {
            "پسوند آن json است، اما محتوایش JSON نیست (سطر {line}، ستون {column}). شاید ناتمام مانده باشد؛ دوباره برون‌بری کنید."
        }
        RefusedNotOurs => "این JSON است، اما برون‌بری Vital Few نیست.",
        RefusedNewer => {
            "این را نسخهٔ تازه‌تری از Vital Few نوشته است (قالب {version}). آن را همان‌جا باز کنید، یا این صفحه را به‌روز کنید."
        }
        RefusedDamaged => {
            "این برون‌بری Vital Few است، اما بخشی از آن آسیب دیده است ({detail}). از نسخهٔ دیگری استفاده کنید."
        }

        // Taking in an export
        MergeTitle => "ادغام {file}",
        MergeSub => "یک برون‌بری Vital Few. هنوز چیزی وارد نشده است.",
        MergeNew => "اینجا تازه",
        MergeChanged => "آنجا تغییریافته",
        MergeSame => "از پیش یکسان",
        MergeAccounts => "مشتریان",
        MergeContacts => "رابط‌ها",
        MergeSales => "فروش‌های درون‌بری‌ها",
        MergeOther => "تنظیمات و درون‌بری‌ها",
        MergeNothing => "هر چه در آن است از پیش اینجا هست.",
        MergeNote => {
            "هر جا دو طرف یک فیلد را ویرایش کرده باشند، ویرایش دیرتر به حساب می‌آید. همه را می‌توان یکجا واگرد کرد."
        }
        MergeCommit => "وارد کردن",

        // Not found
        UnknownTitle => "در این نشانی چیزی نیست",
        UnknownHint => "«{address}» از صفحه‌های Vital Few نیست.",
        ToSegments => "به بخش‌ها",
    }
}
