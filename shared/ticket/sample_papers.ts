import type { TicketPaper } from './paper.ts'

const normal: TicketPaper = {
  centreName: '云溪区公共法律服务中心',
  area: '一楼 综合服务厅',
  serviceName: '法律咨询',
  number: 'A012',
  aheadLine: '前面 3 人',
  estimateLine: '约 15–25 分钟',
  countersLine: '办理地点：1号窗口、2号窗口、3号窗口',
  takenAtLine: '取号 2031-03-04 09:26',
  marks: [],
  idTail: null,
  qr: 'https://hall.example/t/01J8Z6Q4AAAAAAAAAAAAAAAAAA',
  notes: ['请准备：1. 身份证原件', '2. 起诉状或判决书复印件', '3. 劳动合同或工资单'],
  phoneLine: '法律服务热线 12348',
  footer: '本号当日有效，请妥善保管',
  traits: ['anonymous'],
}

const named = { idTail: '尾号 002X', traits: [] } as const

/** Tickets to try a template with: of a centre that does not exist, for people who do not. */
export const samplePapers = {
  normal,
  priority: { ...normal, ...named, marks: ['优先', '预约 10:30'], traits: ['priority'] },
  reprint: { ...normal, ...named, marks: ['补打'], traits: ['reprint'] },
  long: {
    ...normal,
    ...named,
    centreName: '云溪经济技术开发区暨临港国际商务区公共法律服务中心',
    serviceName: '涉外及涉港澳台婚姻家庭继承纠纷人民调解申请受理',
    aheadLine: '前面 128 人',
    estimateLine: '约 2.5–3.5 小时',
    countersLine: '办理地点：第一人民调解室、第二人民调解室、行业性专业性调解室、3号综合窗口、4号综合窗口',
    notes: [
      '请准备：1. 双方当事人居民身份证、港澳居民来往内地通行证或护照原件及复印件各一份',
      '2. 婚姻登记证明或者能够证明亲属关系的户口簿、公证书等材料',
      '3. 与纠纷有关的合同、收据、聊天记录等证据材料的复印件',
    ],
  },
  rare: {
    ...normal,
    ...named,
    centreName: '㙍塘镇公共法律服务工作站',
    serviceName: '𠮷㐀䶮𬱖纠纷调解',
    notes: ['请准备：1. 䥽𬭬厂劳动合同', '2. 𫍯某某身份证'],
  },
  english: {
    ...normal,
    centreName: 'Yunxi District Public Legal Service Centre',
    area: 'Ground floor, main hall',
    serviceName: 'Legal consultation',
    aheadLine: '3 ahead of you',
    estimateLine: 'About 15–25 min',
    countersLine: 'Served at: Counter 1, Counter 2, Counter 3',
    takenAtLine: 'Taken 2031-03-04 09:26',
    idTail: 'ID *002X',
    notes: ['Please have ready: 1. Identity card', '2. Copy of the claim or judgment'],
    phoneLine: 'Legal helpline 12348',
    footer: 'Valid today only. Please keep this ticket',
    traits: ['english'],
  },
} as const satisfies Record<string, TicketPaper>
/** A ticket a design is tried with. */
export type SampleName = keyof typeof samplePapers
