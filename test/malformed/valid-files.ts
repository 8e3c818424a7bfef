import { asdFile, jcampBlock, jcampLink, spcFile } from '../datasets/instrument-files.ts'
import { good, headerRow, opus, spectrum, xlsx } from './hostile-files.ts'

/** Whole files of each reader, by its id: what fuzzing changes. */
export const validFiles: Readonly<Record<string, readonly Buffer[]>> = {
  csv: [Buffer.from('sample,fat,1100\na,1,2\nb,2,3\n')],
  excel: [good('excel/openpyxl.xlsx'), xlsx(`${headerRow}<row r="2"><c r="A2"><v>1</v></c></row>`)],
  parquet: ['none', 'snappy', 'mixed'].map(name => good(`parquet/${name}.parquet`)),
  arrow: ['uncompressed', 'lz4', 'mixed'].map(name => good(`arrow/${name}.feather`)),
  numpy: [good('numpy/float64.npy'), good('numpy/named.npz')],
  matlab: [good('matlab/plain.mat'), good('matlab/text_rows.mat')],
  jcamp: [
    Buffer.from(jcampLink([jcampBlock('a', [1, 2, 3, 4, 5], 'DIFDUP'), jcampBlock('b', [1, 1, 1, 1, 0], 'SQZ')])),
  ],
  spc: [spcFile({ spectra: [spectrum, spectrum], axes: 'own' }), spcFile({ spectra: [spectrum] })],
  opus: [opus],
  asd: [asdFile({ spectrum, reference: spectrum })],
}
