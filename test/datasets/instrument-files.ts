/**
 * Writers of instrument files, byte for byte from the public descriptions. They know nothing of the readers: offsets stand here
 * a second time on purpose.
 */

export interface SpcOptions {
  readonly first?: number
  readonly last?: number
  readonly spectra: readonly (readonly number[])[]
  /** 'float', or bits of whole numbers and the exponent they are scaled by. */
  readonly numbers?: 'float' | { readonly bits: 16 | 32; readonly exponent: number }
  /** Written as an explicit axis: common to all, or one for each spectrum. */
  readonly axes?: 'even' | 'common' | 'own'
  readonly unit?: number
  readonly comment?: string
}

export function spcFile({
  first = 1100,
  last = 1118,
  spectra,
  numbers = 'float',
  axes = 'even',
  unit = 3,
  comment = 'wheat',
}: SpcOptions): Buffer {
  const points = spectra[0]!.length
  const multiple = spectra.length > 1
  const sixteen = numbers !== 'float' && numbers.bits === 16
  const exponent = numbers === 'float' ? 0x80 : numbers.exponent & 0xff
  const header = Buffer.alloc(512)
  header[0] = (sixteen ? 1 : 0) | (multiple ? 4 : 0) | (axes === 'own' ? 0x40 | 0x80 : axes === 'common' ? 0x80 : 0)
  header[1] = 0x4b
  header[3] = exponent
  header.writeUInt32LE(axes === 'own' ? 0 : points, 4)
  header.writeDoubleLE(first, 8)
  header.writeDoubleLE(last, 16)
  header.writeUInt32LE(spectra.length, 24)
  header[28] = unit
  header[29] = 2
  header.write(comment, 88, 'latin1')
  const axis = Buffer.alloc(points * 4)
  for (let i = 0; i < points; i++) axis.writeFloatLE(first + (i * (last - first)) / (points - 1), i * 4)
  const parts = [header, ...(axes === 'common' ? [axis] : [])]
  spectra.forEach((values, index) => {
    const subheader = Buffer.alloc(32)
    subheader[1] = exponent
    subheader.writeUInt16LE(index, 2)
    subheader.writeUInt32LE(axes === 'own' ? points : 0, 16)
    const body = Buffer.alloc(points * (sixteen ? 2 : 4))
    values.forEach((value, i) => {
      if (numbers === 'float') body.writeFloatLE(value, i * 4)
      else if (sixteen) body.writeInt16LE(Math.round(value * 2 ** (16 - numbers.exponent)), i * 2)
      else body.writeInt32LE(Math.round(value * 2 ** (32 - numbers.exponent)), i * 4)
    })
    parts.push(subheader, ...(axes === 'own' ? [axis] : []), body)
  })
  return Buffer.concat(parts)
}

type OpusValue = number | string | { readonly float: number }

function opusParameters(values: Readonly<Record<string, OpusValue>>): Buffer {
  const parts = Object.entries(values).map(([name, value]) => {
    const isFloat = typeof value === 'object'
    const text =
      typeof value === 'string' ? Buffer.from(`${value}\0`.padEnd(value.length + 2 - (value.length % 2), '\0')) : null
    const content = text ?? Buffer.alloc(isFloat ? 8 : 4)
    if (typeof value === 'number') content.writeInt32LE(value)
    if (isFloat) content.writeDoubleLE(value.float)
    const head = Buffer.alloc(8)
    head.write(name, 'latin1')
    head.writeUInt16LE(text ? 2 : isFloat ? 1 : 0, 4)
    head.writeUInt16LE(content.length / 2, 6)
    return Buffer.concat([head, content])
  })
  return Buffer.concat([...parts, Buffer.from('END\0\0\0\0\0', 'latin1')])
}

/** Block types as OPUS writes them: absorbance, single channel of the sample. */
export const opusTypes = { absorbance: 0x100f, singleChannel: 0x0407, interferogram: 0x0807 } as const

export interface OpusSpectrum {
  readonly type: number
  readonly values: readonly number[]
  readonly first?: number
  readonly last?: number
  readonly unit?: string
  readonly scale?: number
}

export function opusFile(spectra: readonly OpusSpectrum[], sample = 'wheat 7'): Buffer {
  const blocks: { type: number; content: Buffer }[] = []
  for (const { type, values, first = 12000, last = 11982, unit = 'WN', scale = 1 } of spectra) {
    // OPUS leaves room behind the values.
    const data = Buffer.alloc((values.length + 3) * 4)
    values.forEach((value, i) => {
      data.writeFloatLE(value, i * 4)
    })
    blocks.push({ type, content: data })
    const status = {
      DPF: 1,
      NPT: values.length,
      FXV: { float: first },
      LXV: { float: last },
      CSF: { float: scale },
      DXU: unit,
    }
    blocks.push({ type: type | 0x10, content: opusParameters(status) })
  }
  blocks.push({ type: 0xa0, content: opusParameters({ SNM: sample }) })
  const header = Buffer.alloc(24)
  Buffer.from([0x0a, 0x0a, 0xfe, 0xfe]).copy(header)
  header.writeDoubleLE(920622.0, 4)
  header.writeUInt32LE(24, 12)
  header.writeUInt32LE(40, 16)
  header.writeUInt32LE(blocks.length, 20)
  const directory = Buffer.alloc(blocks.length * 12)
  let offset = header.length + directory.length
  blocks.forEach(({ type, content }, i) => {
    directory.writeUInt32LE(type, i * 12)
    directory.writeUInt32LE(content.length / 4, i * 12 + 4)
    directory.writeUInt32LE(offset, i * 12 + 8)
    offset += content.length
  })
  return Buffer.concat([header, directory, ...blocks.map(({ content }) => content)])
}

export interface AsdOptions {
  readonly version?: number
  readonly kind?: number
  readonly format?: 0 | 1 | 2
  readonly spectrum: readonly number[]
  readonly reference?: readonly number[]
  readonly first?: number
}

export function asdFile({ version = 8, kind = 1, format = 2, spectrum, reference, first = 350 }: AsdOptions): Buffer {
  const header = Buffer.alloc(484)
  header.write(version === 1 ? 'ASD' : `as${version}`, 'latin1')
  header.write('field 3', 3, 'latin1')
  header[186] = kind
  header.writeFloatLE(first, 191)
  header.writeFloatLE(1, 195)
  header[199] = format
  header.writeUInt16LE(spectrum.length, 204)
  const numbers = (values: readonly number[]) => {
    const bytes = Buffer.alloc(values.length * (format === 2 ? 8 : 4))
    values.forEach((value, i) => {
      if (format === 2) bytes.writeDoubleLE(value, i * 8)
      else if (format === 1) bytes.writeInt32LE(value, i * 4)
      else bytes.writeFloatLE(value, i * 4)
    })
    return bytes
  }
  if (version === 1) return Buffer.concat([header, numbers(spectrum)])
  const description = 'white panel'
  const referenceHeader = Buffer.alloc(20)
  referenceHeader.writeUInt16LE(reference ? 0xffff : 0, 0)
  referenceHeader.writeUInt16LE(description.length, 18)
  const white = numbers(reference ?? spectrum.map(() => 0))
  return Buffer.concat([header, numbers(spectrum), referenceHeader, Buffer.from(description, 'latin1'), white])
}

export type JcampForm = 'AFFN' | 'PAC' | 'SQZ' | 'DIF' | 'DIFDUP'

const squeezed = (value: number) => {
  const [digits, letters] = [String(Math.abs(value)), value < 0 ? '@abcdefghi' : '@ABCDEFGHI']
  return letters[Number(digits[0])] + digits.slice(1)
}
const differenced = (value: number) => {
  const [digits, letters] = [String(Math.abs(value)), value < 0 ? '%jklmnopqr' : '%JKLMNOPQR']
  return letters[Number(digits[0])] + digits.slice(1)
}
const duplicated = (times: number) => {
  const digits = String(times)
  return ' STUVWXYZs'[Number(digits[0])] + digits.slice(1)
}

/** Whole ordinates, four a line. */
export function jcampOrdinates(values: readonly number[], form: JcampForm, first = 4000, step = 8): string {
  const lines: string[] = []
  for (let start = 0; start < values.length; start += 4) {
    const part = values.slice(start, start + 4)
    const x = String(first + start * step)
    if (form === 'AFFN') lines.push([x, ...part].join(' '))
    else if (form === 'PAC') lines.push(x + part.map(value => (value < 0 ? value : `+${value}`)).join(''))
    else if (form === 'SQZ') lines.push(x + part.map(squeezed).join(''))
    else {
      // From the second line on the last value stands first again, as a check.
      const whole = start === 0 ? part : [values[start - 1]!, ...part]
      const steps = whole.slice(1).map((value, i) => value - whole[i]!)
      let text = x + squeezed(whole[0]!)
      for (let i = 0; i < steps.length; ) {
        let times = 1
        while (form === 'DIFDUP' && steps[i + times] === steps[i]) times++
        text += differenced(steps[i]!) + (times > 1 ? duplicated(times) : '')
        i += times
      }
      lines.push(text)
    }
  }
  if (form === 'DIF' || form === 'DIFDUP') lines.push(`${first + values.length * step}${squeezed(values.at(-1)!)}`)
  return lines.join('\n')
}

export function jcampBlock(title: string, values: readonly number[], form: JcampForm = 'AFFN', unit = '1/CM'): string {
  return `##TITLE= ${title}
##JCAMP-DX= 4.24 $$ made for a test
##DATA TYPE= INFRARED SPECTRUM
##ORIGIN= n4a
##OWNER= n4a
##XUNITS= ${unit}
##YUNITS= ABSORBANCE
##XFACTOR= 1
##YFACTOR= 0.001
##FIRSTX= 4000
##LASTX= ${4000 + 8 * (values.length - 1)}
##FIRSTY= ${values[0]! / 1000}
##NPOINTS= ${values.length}
##XYDATA= (X++(Y..Y))
${jcampOrdinates(values, form)}
##END=
`
}

export const jcampLink = (blocks: readonly string[]) =>
  `##TITLE= all\n##JCAMP-DX= 4.24\n##DATA TYPE= LINK\n##BLOCKS= ${blocks.length + 1}\n${blocks.join('')}##END=\n`
