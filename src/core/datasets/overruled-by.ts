import type { Detection } from '../records/index.ts'

/** How a run file overrules what was understood, and by which field. */
export function overruledBy(field: string, example: string): Pick<Detection, 'override' | 'field' | 'example'> {
  const [outer, inner] = field.split('.')
  const override = inner === undefined ? `${outer}: ${example}` : `${outer}: {${inner}: ${example}}`
  return { override, field, example }
}
