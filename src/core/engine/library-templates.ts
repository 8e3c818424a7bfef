import { UnknownLibraryTemplate, WrongShape } from '../errors/index.ts'
import {
  expandTemplate,
  missingPresets,
  type Pipeline,
  parsePipeline,
  parseTemplate,
  templateChanges,
} from '../pipeline/index.ts'
import { safeName, type TemplateLibrary } from '../workspace/index.ts'
import { authorName, type Libraries, libraryReference, nameAndVersion } from './library.ts'
import { automaticTemplateName } from './preview-template.ts'
import { readable } from './readable-template.ts'
import { parseSource } from './source-file.ts'
import type { TemplateEngine } from './template-engine.ts'
import type { AnyTemplate, TextOfTemplate } from './template-text.ts'

interface Texts {
  readonly textOf: (source: AnyTemplate) => Promise<TextOfTemplate>
  /** @throws the first thing that is wrong with it */
  readonly check: (source: AnyTemplate) => Promise<TextOfTemplate>
}

type LibraryMethods = Pick<TemplateEngine, 'library' | 'version' | 'versions' | 'save' | 'tag' | 'remove'>

/** `library:pls@2` and `pls@2` are the same. */
const referenceOf = (text: string) => libraryReference(text) ?? nameAndVersion(text)

/** What is done with the templates of a library. */
export function libraryTemplatesOf(libraries: Libraries, { check }: Texts): LibraryMethods {
  const holding = async (name: string): Promise<TemplateLibrary> => {
    const library = await libraries.holding(name)
    if (library) return library
    throw UnknownLibraryTemplate({ name, known: (await libraries.list()).map(record => record.name) })
  }

  return {
    library: async ({ scope, tag } = {}) => {
      const records = await (scope ? libraries.of(scope) : libraries).list()
      return tag === undefined ? records : records.filter(({ tags }) => tags.includes(tag))
    },
    version: async reference => libraries.read(referenceOf(reference)),
    versions: async reference => {
      const { name } = referenceOf(reference)
      const library = await holding(name)
      const { record } = await library.read(name)
      const texts = new Map<number, TextOfTemplate>()
      for (const { version } of record.versions) {
        const { path, text, id } = await library.read(name, version)
        texts.set(version, { ...parseSource(path, text), name, label: id })
      }
      return record.versions
        .map(version => {
          const before = version.parent === null ? undefined : texts.get(version.parent)
          const after = texts.get(version.version)!
          return { ...version, changes: before ? templateChanges(readable(before), readable(after)) : [] }
        })
        .reverse()
    },
    save: async (source, { name, tags = [], scope = 'workspace' } = {}) => {
      const checked = checkedTags(tags)
      const template = await check(source)
      const given = name ?? safeName(template.name ?? nameOf(template))
      // Once it were saved, what it asks for would ask for it.
      await libraries.presets(missingPresets(template.value), [given])
      return libraries.of(scope).save({
        name: given,
        text: template.text,
        format: template.extension,
        author: authorName(),
        tags: checked,
      })
    },
    tag: async (reference, { add = [], remove = [] }) => {
      const { name } = referenceOf(reference)
      return (await holding(name)).tag(name, checkedTags(add), remove)
    },
    remove: async reference => {
      const { name, version } = referenceOf(reference)
      await (await holding(name)).remove(name, version)
    },
  }
}

/** @throws WrongShape */
function checkedTags(tags: readonly string[]): readonly string[] {
  for (const tag of tags) {
    if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(tag)) continue
    const expected = 'letters, digits, dots, dashes and underscores, at most 40, without a space'
    throw WrongShape({ what: 'A tag', expected, received: tag })
  }
  return tags
}

/** After its models, where a template has no name at all. */
function nameOf({ value }: TextOfTemplate): string {
  const expansion = expandTemplate(parseTemplate(value).steps)
  const pipelines: Pipeline[] = []
  try {
    for (const { value: steps, choices } of expansion) {
      if (pipelines.push(parsePipeline(steps as readonly unknown[], choices)) >= 1000) break
    }
  } catch {
    // A part without a model; it was checked before.
    return 'preprocessing'
  }
  return automaticTemplateName(pipelines, expansion.count)
}
