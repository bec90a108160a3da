"""Roles of companies and trades that nothing was fitted on, with what a person would say of them.

Sales engineers, consultants, renewals, onboarding, support, community and technical accounts, in
English, German, French and Russian; bullets, prose, and postings with what the employer offers.
"""

from __future__ import annotations

from typing import Final

OFFERS: Final = (
    "We offer 30 days of paid leave, a pension plan and private health insurance",
    "We are an equal opportunity employer and welcome applicants of every background",
    "Flexible hours, remote work up to three days a week and a home office budget",
    "Reasonable accommodations are available on request during the hiring process",
    "Salary range 70,000 to 90,000 depending on experience, plus equity",
)
SALES_ENGINEER: Final = (
    (
        "Joins account executives on discovery calls and finds out how the prospect plans its "
        "routes today"
    ),
    "Builds demonstrations with the prospect's own data and presents them to dispatchers and IT",
    "Runs proofs of concept of four weeks with agreed success criteria",
    "Answers the technical part of tenders and security questionnaires",
    "Tells product management which missing functions cost us deals",
    "Hands the solution design over to implementation when the contract is signed",
)
SALES_ENGINEER_IN_PROSE: Final = (
    (
        "You will join our account executives on discovery calls to find out how the prospect "
        "plans routes today. You build demonstrations with the prospect's own data and present "
        "them to dispatchers and IT, and you run four-week proofs of concept with success "
        "criteria that were agreed. The technical part of tenders is yours, security "
        "questionnaires included. You tell product management which functions are missing and "
        "cost us deals. When the contract is signed, you hand the solution design over to "
        "implementation."
    ),
)
CONSULTANT: Final = (
    "Runs kickoff workshops and writes down how the hospital schedules its theatres",
    "Configures the scheduling software and its interfaces to the patient record",
    "Migrates two years of appointments and checks them with the hospital's staff",
    "Trains planners and head nurses before the first day",
    "Stays on site in the go-live week and fixes what comes up",
    "Closes the project with an acceptance protocol and hands over to support",
)
CONSULTANT_REWRITTEN: Final = (
    "Leads opening workshops and records how the clinic plans its operating rooms",
    "Sets up the planning software and connects it with patient records",
    "Moves two years of bookings across and verifies them together with clinic staff",
    "Teaches planners and ward managers ahead of day one",
    "Is present during the first live week and solves whatever turns up",
    "Ends the project with a signed acceptance and passes the clinic to support",
)
ACCOUNTS: Final = (
    "Owns the relation with forty dental practices and their purchasing groups",
    "Sets a growth plan for each practice every January",
    "Offers new devices, service plans and training to practices that have the base product",
    "Negotiates prices and signs renewals up to 50,000 euros",
    "Forecasts sales of the portfolio every month",
    "Invites practices to product evenings and follows up",
)
ONBOARDING: Final = (
    "Calls every new restaurant within two days of signing",
    "Sets up menus, printers and payment terminals remotely",
    "Trains owners and waiters in two video sessions",
    "Watches orders in the first month and helps where they are few",
    "Keeps the onboarding checklist and its templates up to date",
    "Reports how long restaurants take from contract to first order",
)
RENEWALS: Final = (
    "Owns renewals of all contracts between 20,000 and 200,000 a year",
    "Starts talks 120 days before the end date and agrees a plan with the success manager",
    "Prepares quotes, negotiates uplift and multi-year terms",
    "Forecasts renewal rate and churn by quarter",
    "Escalates contracts at risk to the head of customer success",
    "Gets every signature before the end date",
)
RENEWALS_HELPED: Final = (
    (
        "Supports the account executive who owns renewals of all contracts between 20,000 and "
        "200,000 a year"
    ),
    "Helps to start talks 120 days before the end date and agrees a plan with the success manager",
    "Assists in preparing quotes and negotiating uplift and multi-year terms",
    "Contributes to the forecast of renewal rate and churn by quarter",
    "Escalates contracts at risk to the head of customer success",
    "Helps colleagues to get every signature before the end date",
)
SUPPORT: Final = (
    "Answers tickets of ship operators by mail and phone",
    "Reproduces faults in the test vessel environment and collects logs",
    "Files bug reports that developers can work with",
    "Writes articles for the help centre after each new kind of case",
    "Covers one late shift a week and one weekend in six",
)
SUPPORT_AND_MORE: Final = (
    "Answers tickets of ship operators by mail and phone",
    "Reproduces faults in the test vessel environment and collects logs",
    "Files bug reports that developers can work with",
    "Writes articles for the help centre after each new kind of case",
    "Covers one late shift a week and one weekend in six",
    "Reviews tickets of newer colleagues and coaches them",
    "Leads the analysis of outages and writes the report for customers",
)
COMMUNITY: Final = (
    "Moderates the user forum and answers first questions within a day",
    "Finds active members, thanks them and invites them to the champion programme",
    "Organises meetups in eight cities with local hosts",
    "Writes the monthly community letter",
    "Passes ideas of members on to product and reports back what became of them",
    "Measures active members, answers by members and time to first answer",
)
AIRLINES: Final = (
    "Knows the installation of six large airlines down to the interface",
    "Reviews configuration and performance every quarter and recommends changes",
    "Plans upgrades together with the airline's IT and support",
    "Follows severe incidents until the cause is found and explained",
    "Brings needs of the airlines into the roadmap",
    "Trains administrators of the airlines on new releases",
)
BANKS: Final = (
    "Knows the installation of six large banks down to the interface",
    "Reviews configuration and performance every quarter and recommends changes",
    "Plans upgrades together with the bank's IT and support",
    "Follows severe incidents until the cause is found and explained",
    "Brings needs of the banks into the roadmap",
    "Trains administrators of the banks on new releases",
)
STADTWERKE: Final = (
    "Verantwortet die Zufriedenheit und Bindung von 35 Stadtwerken",
    "Führt jedes Quartal ein Gespräch über Ziele und Nutzung mit der Leitung",
    "Erkennt gefährdete Kunden früh und stellt Maßnahmenpläne auf",
    "Schult Anwender auf neue Funktionen",
    "Verhandelt Vertragsverlängerungen gemeinsam mit dem Vertrieb",
    "Bündelt Wünsche der Stadtwerke und vertritt sie in der Produktplanung",
)
STADTWERKE_HELPED: Final = (
    "Unterstützt bei der Zufriedenheit und Bindung von 35 Stadtwerken",
    "Wirkt jedes Quartal an einem Gespräch über Ziele und Nutzung mit der Leitung mit",
    "Hilft, gefährdete Kunden früh zu erkennen und Maßnahmenpläne aufzustellen",
    "Unterstützt die Schulung der Anwender auf neue Funktionen",
    "Mitwirkung bei Vertragsverlängerungen gemeinsam mit dem Vertrieb",
    "Mithilfe bei der Bündelung der Wünsche der Stadtwerke für die Produktplanung",
)
MASCHINENBAU: Final = (
    "Berät Maschinenbauer vor dem Kauf zu Steuerungen und Antrieben",
    "Erstellt technische Konzepte und kalkuliert Angebote",
    "Führt Vorführungen und Testaufbauten beim Interessenten durch",
    "Klärt Sonderwünsche mit der Entwicklung",
    "Begleitet Messen und Hausausstellungen",
)
MASCHINENBAU_IN_NOUNS: Final = (
    "Beratung der Maschinenbauer zu Steuerungen und Antrieben vor dem Kauf",
    "Erstellung technischer Konzepte und Kalkulation von Angeboten",
    "Durchführung von Vorführungen und Testaufbauten beim Interessenten",
    "Klärung von Sonderwünschen mit der Entwicklung",
    "Begleitung von Messen und Hausausstellungen",
)
CABINETS: Final = (
    "Gérer un portefeuille de 60 cabinets comptables et en assurer la fidélisation",
    "Animer un point trimestriel sur l'usage et les objectifs",
    "Négocier les renouvellements et proposer les modules complémentaires",
    "Former les nouveaux utilisateurs à distance",
    "Remonter les besoins des cabinets à l'équipe produit",
    "Suivre la satisfaction et traiter les insatisfactions",
)
CABINETS_HELPED: Final = (
    "Participer à la gestion d'un portefeuille de 60 cabinets comptables et à leur fidélisation",
    "Aider à animer un point trimestriel sur l'usage et les objectifs",
    "Contribuer à la négociation des renouvellements et proposer les modules complémentaires",
    "Assister la formation des nouveaux utilisateurs à distance",
    "Aider à remonter les besoins des cabinets à l'équipe produit",
    "Participer au suivi de la satisfaction et au traitement des insatisfactions",
)
SKLADY: Final = (
    "Проводит обследование складов заказчика и описывает процессы",
    "Настраивает систему управления складом под заказчика",
    "Загружает остатки и справочники, сверяет их с заказчиком",
    "Обучает кладовщиков и диспетчеров",
    "Сопровождает запуск на площадке в первую неделю",
    "Сдаёт проект и передаёт клиента в поддержку",
)
SKLADY_REWRITTEN: Final = (
    "Изучает склады клиента и фиксирует его процессы",
    "Настраивает складскую систему под нужды клиента",
    "Переносит остатки и справочники и сверяет их с клиентом",
    "Учит кладовщиков и диспетчеров работать в системе",
    "Находится на площадке в первую неделю после запуска",
    "Закрывает проект и передаёт клиента службе поддержки",
)
PRODLENIYA: Final = (
    "Отвечает за продление договоров с 200 клиентами",
    "Связывается с клиентом за 90 дней до окончания договора",
    "Готовит предложения и согласовывает цены",
    "Прогнозирует продления и отток по месяцам",
    "Выясняет причины отказов и передаёт их продукту",
)
PRODLENIYA_HELPED: Final = (
    "Участвует в продлении договоров с 200 клиентами",
    "Помогает связываться с клиентом за 90 дней до окончания договора",
    "Помогает готовить предложения и согласовывать цены",
    "Участвует в прогнозе продлений и оттока по месяцам",
    "Помогает выяснять причины отказов и передавать их продукту",
)
