import { arrowReader } from './arrow.ts'
import { asdReader } from './asd.ts'
import { opusReader } from './bruker-opus.ts'
import { csvReader } from './csv.ts'
import { excelReader } from './excel.ts'
import { spcReader } from './galactic-spc.ts'
import { jcampReader } from './jcamp.ts'
import { matlabReader } from './matlab.ts'
import { numpyReader } from './numpy.ts'
import { parquetReader } from './parquet.ts'
import type { DatasetReader } from './reader.ts'

/** Every kind of file n4a reads. */
export const datasetReaders: readonly DatasetReader[] = [
  csvReader,
  excelReader,
  parquetReader,
  arrowReader,
  numpyReader,
  matlabReader,
  jcampReader,
  spcReader,
  opusReader,
  asdReader,
]
