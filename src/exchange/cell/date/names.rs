//! The names of months, by language.

/// Full forms and irregular short ones, in the genitive, too, where dates are written with it: twelve
/// groups of words to a language.
pub(super) const NAMES: [&str; 21] = [
    // English
    "january, february, march, april, may, june, july, august, september sept, october, november, december",
    // Russian
    "январь января, февраль февраля, март марта, апрель апреля, май мая, июнь июня, июль июля, август \
     августа, сентябрь сентября, октябрь октября, ноябрь ноября, декабрь декабря",
    // Serbian, Latin
    "januar januara, februar februara, mart marta, april aprila, maj maja, jun juna juni, jul jula juli, \
     avgust avgusta, septembar septembra, oktobar oktobra, novembar novembra, decembar decembra",
    // Serbian, Cyrillic
    "јануар јануара, фебруар фебруара, март марта, април априла, мај маја, јун јуна јуни, јул јула јули, \
     август августа, септембар септембра, октобар октобра, новембар новембра, децембар децембра",
    // Slovenian
    "januar januarja, februar februarja, marec marca, april aprila, maj maja, junij junija, julij julija, \
     avgust avgusta, september septembra, oktober oktobra, november novembra, december decembra",
    // German
    "januar jänner jaenner, februar feber, märz maerz mrz, april, mai, juni, juli, august, september, \
     oktober, november, dezember",
    // French
    "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    // Polish
    "styczeń stycznia, luty lutego, marzec marca, kwiecień kwietnia, maj maja, czerwiec czerwca, lipiec \
     lipca, sierpień sierpnia, wrzesień września, październik października, listopad listopada, grudzień \
     grudnia",
    // Czech
    "leden ledna, únor února, březen března, duben dubna, květen května, červen června čvn, červenec července \
     čvc, srpen srpna, září, říjen října, listopad listopadu, prosinec prosince",
    // Croatian
    "siječanj siječnja, veljača veljače, ožujak ožujka, travanj travnja, svibanj svibnja, lipanj lipnja, \
     srpanj srpnja, kolovoz kolovoza, rujan rujna, listopad listopada, studeni studenoga studenog, prosinac \
     prosinca",
    // Hungarian
    "január, február, március, április, május, június, július, augusztus, szeptember, október, november, \
     december",
    // Italian
    "gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, dicembre",
    // Spanish
    "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre",
    // Persian, of the Gregorian calendar
    "ژانویه, فوریه, مارس, آوریل اوریل, مه می, ژوئن ژوین, ژوئیه ژوییه جولای, اوت آگوست اگوست, سپتامبر, اکتبر, \
     نوامبر, دسامبر",
    // Persian, of the Jalali calendar
    "فروردین, اردیبهشت, خرداد, تیر, مرداد امرداد, شهریور, مهر, آبان ابان, آذر اذر, دی, بهمن, اسفند",
    // Gujarati
    "જાન્યુઆરી, ફેબ્રુઆરી, માર્ચ, એપ્રિલ, મે, જૂન જુન, જુલાઈ જુલાઇ, ઑગસ્ટ ઓગસ્ટ, સપ્ટેમ્બર, ઑક્ટોબર ઓક્ટોબર, \
     નવેમ્બર, ડિસેમ્બર",
    // Portuguese
    "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro",
    // Turkish
    "ocak, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık",
    // Ukrainian
    "січень січня, лютий лютого, березень березня, квітень квітня, травень травня, червень червня, липень липня, \
     серпень серпня, вересень вересня, жовтень жовтня, листопад листопада, грудень грудня",
    // Arabic, as in Egypt and as in the Levant
    "يناير جانفي, فبراير شباط فيفري, مارس آذار, أبريل إبريل نيسان, مايو أيار ماي, يونيو حزيران جوان, يوليو تموز, \
     أغسطس آب, سبتمبر أيلول, أكتوبر, نوفمبر, ديسمبر",
    // Hindi
    "जनवरी, फ़रवरी फरवरी, मार्च, अप्रैल, मई, जून, जुलाई, अगस्त, सितंबर सितम्बर, अक्टूबर अक्तूबर, नवंबर नवम्बर, \
     दिसंबर दिसम्बर",
];
