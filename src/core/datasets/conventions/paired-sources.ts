import { type ErrorPlace, WrongConvention } from '../../errors/index.ts'
import { stemOf } from '../load-table.ts'
import type { ConventionFile, ConventionSource } from './convention-files.ts'

/**
 * Files of training spectra, one an instrument, with those of test spectra in the same order; each is called as its training
 * file is. @throws WrongConvention where they are not equally many
 */
export function pairedSources(
  train: readonly ConventionFile[],
  test: readonly ConventionFile[],
  place: ErrorPlace,
  nameOf: (path: string) => string = stemOf,
): readonly ConventionSource[] {
  // Whoever asked says that there are no training spectra.
  if (train.length === 0) return []
  if (test.length > 0 && test.length !== train.length) {
    const reason = `training spectra are in ${train.length} files, one an instrument, and test spectra in ${test.length}`
    throw WrongConvention({ reason }).at(place)
  }
  return train.map((file, i) => ({
    name: nameOf(file.path) || stemOf(file.path),
    train: file,
    test: test[i] ?? null,
  }))
}
