extension ConfigFixture {
  /// A whole config as an admin would write it: every section that has one is there.
  static let example = """
    shop: Аптека «Урал»
    timezone: Asia/Yekaterinburg
    language: ru
    currency: RUB
    region: RU
    database: var/ringtally.sqlite
    reports: reports

    sources:
      - name: pbx
        format: asterisk-cdr
        files: [pbx/Master.csv*]
        timezone: auto
      - { name: queues, format: asterisk-queue-log, files: [pbx/queue_log*] }
      - { name: shop, format: commerceml, files: [orders/*.xml], timezone: Asia/Yekaterinburg }
      - { name: post, format: russian-post, files: [post/*.xml] }
      - name: crm
        format: orders-csv
        files: [crm/*.csv]
        delimiter: ";"
        decimal: ","
        encoding: windows-1251
        timezone: Asia/Yekaterinburg
        columns: { order: Номер, status: Статус, at: Изменён, phone: Телефон, amount: Сумма, agent: Менеджер, carrier: Доставка, tracking: Трек, payment: Оплата, promised: Обещано, source: Источник }
        times: "dd.MM.yyyy HH:mm"
        statuses:
          created: [Новый]
          in_work: [В работе]
          confirmed: [Подтверждён, Согласован]
          handed_over: [Собран]
          shipped: [Отправлен]
          arrived: [Прибыл в пункт выдачи]
          redeemed: [Выкуплен, Вручён]
          partial: [Частичный выкуп]
          returning: [Возвращается]
          returned: [Возврат, Отказ]
          cancelled: [Отменён]
          lost: [Утрачен]
        automatic: { source: [robot, site-auto] }
      - { name: visits, format: section-visits, files: [visits/*.csv] }

    agents: agents.csv
    numbers: numbers.csv
    shifts: shifts.csv
    trunks: ["PJSIP/provider-", "SIP/8800"]

    hours:
      weekly: { mon-fri: "09:00-21:00", sat: "10:00-18:00", sun: closed }
      exceptions: { 2026-01-01..2026-01-08: closed, 2026-03-07: "10:00-16:00" }

    calls:
      service_level: { within: 20s, short_abandon: 5s, formula: ringtally }
      ring_counts_from: 3s
      contact_from: 10s
      callback_within: 12h
      repeat_within: 72h
      resolution_after: 7d
      qualified: { talk: 60s, first_in: 30d }
      agent_minute_cost: 50.00
      test_numbers: ["+73512200000"]

    orders:
      link_to_confirmation: { before: 2h, after: 7d }
      mature_at: 0.95
      storage_days: { default: 15, cdek: 7 }
      margin: 0.25
      return_cost: 180.00
      attribution: { rule: first-call, window: 30d }
      notifications:
        managers:   { team: sales, cost: 25.00 }
        own-centre: { team: calls, cost: 25.00 }
        outsourced: { trunks: ["SIP/outsource-"], cost: 85.00 }
        robot:      { numbers: ["+78005550100"], accountcodes: [robot], cost: 20.00 }
      holdout: { share: 0.10, salt: change-me }

    staffing: { service_level: 80/20, occupancy_cap: 0.85, shrinkage: 0.30 }
    agent_time: { login_cap: 12h, plan_calls_from: 50, plan_calls_to: 70, plan_call_length: 2min }

    motivation:
      - from: 2026-10-01
        teams: [calls]
        period: month
        bonus: 20000.00
        cap: 1.20
        minimum_scored_weight: 0.60
        shrinkage: 20
        rounding: rouble-half-up
        measures:
          - { measure: answer_rate,   weight: 30, floor: 0.80, target: 0.97, gate: 0.70, minimum: 50 }
          - { measure: answered_per_100h, weight: 20, floor: 300, target: 700, minimum: 50 }
          - { measure: missed_per_100h,   weight: 15, floor: 40, target: 5, minimum: 50 }
          - { measure: pickup_p90,    weight: 10, floor: 12s, target: 5s, minimum: 50 }
          - { measure: confirmation_within_60min, weight: 15, floor: 0.50, target: 0.95, minimum: 20 }
          - { measure: redemption_rate, lag: 2, weight: 10, floor: 0.60, target: 0.80, minimum: 30 }

    csv: { delimiter: ",", decimal: ".", encoding: utf-8, bom: false }
    privacy: { mask_numbers: true, worklist_shows_numbers: true, keep_days: 1095 }
    limits: { rejects: 0.01, stale_after: 36h }

    """
}
