//! What each portal asks beside the person.

use beishen_core::{
    HistoryRow, Month,
    reading::name_pinyin::{Bearer, propose},
};
use beishen_reference::{Entry, Table};
use chrono::{Datelike, Days, NaiveDate};

use super::{Card, Draft, Person};
use crate::{asset, now};

impl Draft<'_> {
    pub(super) fn tdxl(&mut self, person: &Person) {
        self.put("person.country", person.country);
        self.people(person);
        let email = self.email();
        self.put("contact.email", email);
        let mobile = self.mobile();
        self.put("contact.mobile", mobile);
        let phone = self.phone();
        self.put("contact.work_phone", phone);
        let (province, postcode) = self.postcode();
        self.put("contact.address", format!("{province}示例市示例路{}号", self.number));
        self.put("contact.postcode", postcode);
        self.put("work.province", province);
        self.any("work.employer", &["示例科技有限公司", "示例县第一中学"]);
        for fact in
            ["work.employer_type", "work.admin_rank", "work.tech_rank", "degree.applicant_type"]
        {
            self.choose(fact);
        }
        let entry = self.dice.pick(Table::PoliticalStatus.entries());
        self.put("person.political_status", entry.name);
        let institution = self.institution();
        self.put("degree.province", institution.parent_name);
        self.put("degree.institution", institution.name);
        let discipline = self.dice.pick(Table::Disciplines2022.entries());
        let medicine = ["临床医学", "口腔医学", "中医", "中医学"].contains(&discipline.name);
        let professional = medicine || discipline.detail == "专业学位";
        self.put("degree.category", discipline.parent_name);
        self.put("degree.discipline", discipline.name);
        self.put("degree.type", if professional { "专业学位" } else { "学术型学位" });
        if self.number.is_multiple_of(3) {
            self.put("degree.enrolled", "是");
            self.put("degree.student_number", format!("S2025{}", self.number));
            self.put("degree.class", "2025级1班");
        }
        self.former_name();
        self.history(person);
        let acts =
            ["registered", "activated", "photo_uploaded", "basic_saved", "applied", "confirmed"];
        self.log(&acts[..usize::try_from(self.number % 7).unwrap_or_default()]);
    }

    /// 民族, and the spelling where it is the document's, or depends on how that people writes its names.
    fn people(&mut self, person: &Person) {
        let (group, spelt) = match &*person.name {
            "扎西顿珠" => ("藏族", "ZHAXIDUNZHU"),
            "索朗次仁" => ("藏族", "SUOLANGCIREN"),
            "巴特尔" => ("蒙古族", "BATEER"),
            "其其格" => ("蒙古族", "QIQIGE"),
            name if name.contains('·') => ("维吾尔族", ""),
            _ => (self.dice.pick(Table::EthnicGroups.entries()).name, ""),
        };
        self.put("person.ethnic_group", group);
        let han = Bearer { ethnic_group: Some("汉族"), document: None, country: None };
        if !matches!(person.card, Card::Resident | Card::Officer | Card::Other) {
            // Of a name in letters they are its own.
            let is_latin = person.name.is_ascii();
            let letters = if is_latin { &*person.name.to_uppercase() } else { "LI-WANG ANNA SO'U" };
            self.put("person.name_pinyin", letters);
        } else if !spelt.is_empty() {
            self.put("person.name_pinyin", spelt);
        } else if !person.name.contains('·') {
            self.put("person.name_pinyin", propose(&person.name, han));
        }
    }

    pub(super) fn chsi_account(&mut self, person: &Person) {
        let exists = self.choose("account.exists");
        let mobile = self.mobile();
        self.put("contact.mobile", mobile);
        if exists == "否" {
            let email = self.email();
            self.put("account.safety_email", email);
            self.choose("account.number_taken");
        }
        self.study(person);
        let differs = self.number.is_multiple_of(3);
        self.compare("record", differs);
        self.keep_what_differs();
        let acts = [
            "registered",
            "photo_uploaded",
            "rejected",
            "photo_uploaded",
            "approved",
            "logged_in",
            "checked",
        ];
        self.log(&acts[..usize::try_from(self.number % 8).unwrap_or_default()]);
    }

    pub(super) fn hunnu_bachelor(&mut self) {
        if self.choose("bachelor.entrance") == "成教生" {
            self.put("study.student_number", format!("2022{}", self.number));
        }
        self.choose("bachelor.language_proof");
        let session = self.dice.pick(&[
            "成人教育 2026 年下学位申请",
            "自考2026下",
            "本科/2026级/届",
            "成人教育",
        ]);
        self.put("bachelor.session", *session);
        let far = now().date() + Days::new(10 + self.dice.below(60));
        self.put("bachelor.deadline", far.format("%Y%m%d").to_string());
        let asked = beishen_core::assess(&self.pack.procedure, &self.answers, now());
        if !asked.values.contains_key("photo_service.id_type") {
            self.choose("photo_service.id_type");
        }
        self.former_name();
        let acts = [
            "photo_bound",
            "photo_uploaded",
            "photo_rejected",
            "photo_uploaded",
            "photo_approved",
            "applied",
        ];
        let done = usize::try_from(self.number % 7).unwrap_or_default();
        self.log(&acts[..done]);
        if done > 4 {
            // Once the photo is approved, there is time until the last day.
            self.put("bachelor.deadline", now().format("%Y-%m-%d").to_string());
        }
    }

    pub(super) fn image_check(&mut self, person: &Person) {
        let exists = self.choose("account.exists");
        let email = self.email();
        self.put("contact.email", email);
        let mobile = self.mobile();
        self.put("contact.mobile", mobile);
        if exists == "否" {
            self.put("account.nickname", "小某");
            self.choose("account.number_taken");
            let city = self.dice.pick(Table::Cities.entries());
            self.put("person.home_province", city.parent_name);
            self.put("person.home_city", city.name);
        }
        if self.choose("check.number_wrong") == "是" {
            self.put("check.wrong_number", format!("{}0", person.number));
        }
        self.study(person);
        let day = |after: u64| (now().date() + Days::new(after)).format("%Y%m%d").to_string();
        let left = 5 + self.dice.below(90);
        self.put("check.deadline", day(left));
        self.put("check.office", "示例学院办公室");
        if self.number.is_multiple_of(2) {
            self.put("check.again_from", day(left + self.number % 3 % 2));
            self.put("check.again_until", day(left + 2));
        }
        let differs = self.number.is_multiple_of(3);
        self.compare("record", differs);
        if differs {
            self.put("study.college", "示例学院");
            self.compare("paper", true);
            self.keep_what_differs();
        }
        let acts = ["registered", "activated", "logged_in"];
        self.log(&acts[..usize::try_from(self.number % 4).unwrap_or_default()]);
    }

    fn study(&mut self, person: &Person) {
        let institution = self.institution();
        self.put("study.institution", institution.name);
        self.put("study.student_number", format!("2023{}", self.number));
        self.any("study.major", &["土木工程", "汉语言文学（师范）", "Java 软件开发"]);
        self.choose("study.form");
        let level = self.choose("study.level");
        // Born in 2000 or later, and graduating about now.
        let entry = NaiveDate::from_ymd_opt(person.birth.year() + 17, 9, 1).unwrap_or_default();
        let years: &[&str] = match entry.year() {
            ..2020 => &["4", "5", "6", "8"],
            2020..2023 => &["2.5", "3", "4", "5"],
            _ => &["2", "2.5", "3", "4"],
        };
        let of_level: &[&str] = match &*level {
            "专科" | "专升本" | "第二学士学位" => &["2", "2.5", "3"],
            "硕士研究生" => &["2", "2.5", "3", "4", "5"],
            "博士研究生" => &["3", "4", "5", "6", "8"],
            _ => years,
        };
        let both: Vec<&str> = years.iter().filter(|it| of_level.contains(it)).copied().collect();
        if both.is_empty() {
            self.put("study.level", "本科");
        }
        self.any("study.years", if both.is_empty() { years } else { &both });
        self.put("study.entry_date", entry.format("%Y-%m-%d").to_string());
    }

    fn former_name(&mut self) {
        if self.number.is_multiple_of(4) {
            self.put("person.name_on_papers", "是曾用名");
            self.put("person.former_name", "赵示例");
            self.choose("person.former_name_evidence");
        }
    }

    /// Studies from eighteen on, then work without a gap up to this month.
    fn history(&mut self, person: &Person) {
        let month = |year: i32, month: u32| {
            NaiveDate::from_ymd_opt(person.birth.year() + year, month, 1).map(Month::of)
        };
        let (Some(begun), Some(mut done)) = (month(18, 9), month(22, 6)) else { return };
        self.row(begun, done, "示例大学", "本科生");
        let mut degree = "学士";
        if self.number.is_multiple_of(4) {
            let Some(later) = month(25, 6) else { return };
            self.row(done.plus(1), later, "示例大学", "硕士研究生");
            (done, degree) = (later, "硕士");
        }
        let this = Month::of(now().date());
        let mut from = done.plus(1);
        let work = from;
        while this.since(from) > 40 && self.answers.history.len() < 6 {
            let to = from.plus(24 + self.dice.below(12));
            let place = *self.dice.pick(&["示例建筑公司", "示例中学", "待业"]);
            self.row(from, to, place, "工程师");
            // The month of a change of place is often told twice.
            from = if self.dice.below(3) == 0 { to } else { to.plus(1) };
        }
        self.row(from, this, "示例科技有限公司", "工程师");
        self.put("degree.prior_type", degree);
        self.put("degree.prior_month", done.to_string());
        self.put("work.start_month", work.to_string());
    }

    fn row(&mut self, from: Month, to: Month, place: &str, role: &str) {
        let witness = *self.dice.pick(&["李四", "王五", ""]);
        let [place, role, witness] = [place, role, witness].map(str::to_owned);
        let (from, to) = (from.to_string(), to.to_string());
        self.answers.history.push(HistoryRow { from, to, place, role, witness });
    }

    fn institution(&mut self) -> &'static Entry {
        self.dice.pick(Table::Institutions.entries())
    }

    fn email(&mut self) -> String {
        let name = self.dice.pick(&["zhangsan", "san.zhang", "san_zhang-1", "san+td", "1380"]);
        let hosts = [
            "example.cn",
            "mail.example.edu.cn",
            "example.com",
            "ex-ample.org.cn",
            "stu.example.net",
            "example.co",
        ];
        format!("{name}@{}", self.dice.pick(&hosts))
    }

    /// Over every prefix of people's own telephones.
    fn mobile(&mut self) -> String {
        let table = asset("reference/mobile_prefixes.tsv");
        let own = |it: &&str| !it.contains("卫星") && !it.contains("物联网");
        let rows: Vec<&str> = table.lines().skip(1).filter(own).collect();
        let row = *self.dice.pick(&rows);
        let prefix = row.split('\t').next().unwrap_or_default();
        format!("{prefix}0{}", self.dice.digits(10 - prefix.len()))
    }

    /// Over every area code that is in use, written as people do.
    fn phone(&mut self) -> String {
        let table = asset("reference/area_codes.tsv");
        let in_use = |it: &&str| it.split('\t').nth(3).is_none_or(str::is_empty);
        let rows: Vec<&str> = table.lines().skip(1).filter(in_use).collect();
        let row = *self.dice.pick(&rows);
        let area = row.split('\t').next().unwrap_or_default();
        let between = self.dice.pick(&["", "-", " "]);
        let length = if row.ends_with("\t8") { 7 } else { 6 };
        format!("{area}{between}8{}", self.dice.digits(length))
    }

    /// A province and a postcode of it. 82 is hardly met, and asked about.
    fn postcode(&mut self) -> (String, String) {
        let table = asset("reference/postal_prefixes.tsv");
        let one = |it: &&str| {
            !it.starts_with("82") && it.split('\t').nth(1).is_some_and(|it| !it.contains('|'))
        };
        let rows: Vec<&str> = table.lines().skip(1).filter(one).collect();
        let row = *self.dice.pick(&rows);
        let (prefix, rest) = row.split_once('\t').unwrap_or_default();
        let province = rest.split('\t').next().unwrap_or_default();
        (province.to_owned(), format!("{prefix}{}", self.dice.digits(4)))
    }
}
