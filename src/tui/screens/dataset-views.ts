import {
  classesTable,
  type DatasetCheck,
  type DatasetLook,
  type Engine,
  formatCount,
  formatScore,
  formatTime,
  printable,
  type RegisteredDataset,
  type ResultRecord,
  repeatability,
  resolutionTable,
  stageSpectra,
  targetFacts,
  targetHistogram,
} from '../../core/index.ts'
import { barChartLines } from '../charts/bars.ts'
import { lineChartLines } from '../charts/lines.ts'
import { displayTableLines } from '../components/display-table.ts'
import { factLines, textLines, titleLine } from '../components/facts.ts'
import { type Line, padLine } from '../components/line.ts'
import { openChains } from '../state/chains.ts'
import type { Place } from '../state/level.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import type { Drawing, Pane } from './screen.ts'

/** A dataset; what its views show beyond its entry is read when they are looked at. */
export interface DatasetPage {
  readonly dataset: RegisteredDataset
  /** What a look at the disk says of it now; null where that failed. */
  readonly check?: DatasetCheck | null
  /** As it was read for a chain of steps; a sentence where it cannot be read. */
  readonly look?: { readonly chain: string; readonly of: DatasetLook | string }
  /** The best result on it; null where there is none. */
  readonly best?: ResultRecord | null
}

const chainOf = ({ chain }: Place) => JSON.stringify(chain?.steps ?? [])

async function withLook(engine: Engine, page: DatasetPage, place: Place): Promise<DatasetPage> {
  const chain = chainOf(place)
  const of = await engine.datasets
    .look(page.dataset.id, place.chain?.steps ?? [])
    .catch((error: unknown) => (error instanceof Error ? error.message.split('\n')[0]! : String(error)))
  return { ...page, look: { chain, of } }
}

const lacksLook = ({ look }: DatasetPage, place: Place) => look?.chain !== chainOf(place)

/** The data, or lines that say why there are none. */
function looked({ look }: DatasetPage, width: number, draw: (look: DatasetLook) => readonly Line[]): readonly Line[] {
  if (!look) return textLines('Reading the dataset …', width, 'faint')
  return typeof look.of === 'string' ? textLines(printable(look.of), width, 'warn') : draw(look.of)
}

function spectraLines(page: DatasetPage, { width, height, glyphs, step }: Drawing): readonly Line[] {
  return looked(page, width, look => {
    const display = stageSpectra(look, step)
    const keys = look.stages.length > 1 ? 'h l another step, Enter other steps' : 'Enter: after which steps'
    return [titleLine(display.title, keys), ...lineChartLines(display, { width, height: height - 1, glyphs })]
  })
}

function targetLines(page: DatasetPage, { width, height, glyphs }: Drawing): readonly Line[] {
  return looked(page, width, ({ arrays }) => {
    const facts = factLines(
      targetFacts(page.dataset).map(([column, text]) => [column, text ?? 'no statistics'] as const),
      width,
    )
    if (arrays.classes) {
      const sets = [
        { name: 'train', rows: arrays.train },
        { name: 'test', rows: arrays.test },
      ].map(({ name, rows }) => ({
        name,
        n: rows.length,
        counts: arrays.classes!.map((_, code) => rows.filter(i => arrays.y[i] === code).length),
      }))
      const table = classesTable({ classes: arrays.classes, sets } as Parameters<typeof classesTable>[0], '')
      return [
        ...facts,
        [],
        ...displayTableLines(table, width - 1, glyphs.ellipsis).map((line): Line => [[' '], ...line]),
      ]
    }
    return [
      ...facts,
      [],
      ...barChartLines(targetHistogram(arrays), { width, height: height - facts.length - 1, glyphs }),
    ]
  })
}

/** Up to here a better model would mostly fit the error of the reference. */
const closeToReference = 2

function precisionFacts(page: DatasetPage, look: DatasetLook): readonly (readonly [string, string])[] {
  const found = repeatability(look.arrays)
  if (!found) return []
  const { groups, samples, largest, reference_sd, degrees_of_freedom, spectral_share } = found
  const sep = page.best?.scores.val?.sep
  const target = printable(look.arrays.target)
  const ratio = reference_sd !== null && typeof sep === 'number' ? sep / reference_sd : null
  return [
    ['Replicates', `${formatCount(samples, 'sample')} in ${formatCount(groups, 'group')} of up to ${largest}`],
    [
      'Repeatability SD',
      reference_sd === null
        ? `${target} is the same within every group, so its repeatability cannot be told`
        : `${formatScore(reference_sd)} of ${target}, pooled with ${degrees_of_freedom} degrees of freedom`,
    ],
    [
      'Spectra',
      spectral_share === null
        ? 'nothing to compare'
        : `vary ${(spectral_share * 100).toFixed(1)} % as much within groups as over all samples`,
    ],
    [
      'Best SEP',
      typeof sep === 'number' && page.best
        ? `${formatScore(sep)} in cross-validation, ${printable(page.best.pipeline_config)}`
        : 'no result on this dataset yet',
    ],
    ...(ratio === null
      ? []
      : [
          [
            'SEP / repeatability',
            `${formatScore(ratio)}: ${
              ratio <= closeToReference
                ? 'the model is about as good as the reference values allow'
                : 'the reference values allow a better model'
            }`,
          ] as const,
        ]),
  ]
}

function replicateLines(page: DatasetPage, { width }: Drawing): readonly Line[] {
  return looked(page, width, look => {
    const facts = precisionFacts(page, look)
    if (facts.length > 0) return factLines(facts, width)
    const words =
      'No sample is there more than once: no two rows have the same group or id. A column of groups (`group:`) names replicates.'
    return textLines(words, width)
  })
}

function versionLines({ dataset }: DatasetPage, { width, glyphs }: Drawing): readonly Line[] {
  if (dataset.versions.length === 0)
    return textLines('Versions were not recorded yet; a run records them.', width, 'faint')
  return dataset.versions.flatMap(({ version, hash, n_samples, created_at, path }): readonly Line[] => [
    [
      [` ${printable(version)}`, 'strong'],
      [hash === dataset.hash ? `  ${glyphs.completed} in use` : '', 'good'],
    ],
    ...factLines(
      [
        ['Samples', String(n_samples)],
        ['Since', formatTime(created_at)],
        ['Hash', hash],
        ...(path === undefined ? [] : [['Path', printable(path)] as const]),
      ],
      width,
    ),
    [],
  ])
}

/** Stage by stage how its files were looked for, what else may be they, and what to do. */
function evidenceLines({ check }: DatasetPage, { width, glyphs }: Drawing): readonly Line[] {
  if (check === undefined) return textLines('Looking …', width, 'faint')
  if (check === null) return textLines('It could not be looked for.', width, 'warn')
  const { status, proof, path, candidates, advice } = check
  return [
    padLine(
      [
        [' Now  ', 'faint'],
        [`${statusGlyph(status, glyphs)} ${status}`, statusTone(status)],
        [proof === null ? '' : `  ${path === null ? '' : printable(path)}`],
      ],
      width,
      glyphs.ellipsis,
    ),
    [],
    ...displayTableLines(resolutionTable(check), width, glyphs.ellipsis),
    ...(candidates.length > 0 ? [[], titleLine('Candidates')] : []),
    ...factLines(
      candidates.map(({ path, reason }) => [printable(path), printable(reason)] as const),
      width,
    ),
    ...(advice === null ? [] : [[], ...textLines(`R repairs it. ${printable(advice)}`, width)]),
  ]
}

/** Looking writes nothing: the registry changes when its user takes what was found. */
async function withCheck(engine: Engine, page: DatasetPage, signal: AbortSignal): Promise<DatasetPage> {
  const checks = await engine.datasets.check({ ids: [page.dataset.id], dry_run: true, signal }).catch(() => [])
  return { ...page, check: checks[0] ?? null }
}

async function withBest(engine: Engine, page: DatasetPage): Promise<DatasetPage> {
  const [best] = await engine.results.list({ dataset: page.dataset.name, limit: 1 }).catch(() => [])
  return { ...page, best: best?.status === 'completed' ? best : null }
}

/** Views beside the facts. */
export const datasetViews: readonly Pane<DatasetPage>[] = [
  {
    id: 'spectra',
    title: 'Spectra',
    lines: spectraLines,
    lacks: lacksLook,
    read: withLook,
    steps: ({ look }) => (look && typeof look.of !== 'string' ? look.of.stages.length : 1),
    enter: openChains,
  },
  { id: 'targets', title: 'Targets', lines: targetLines, lacks: lacksLook, read: withLook },
  {
    id: 'replicates',
    title: 'Replicates',
    lines: replicateLines,
    lacks: (page, place) => lacksLook(page, place) || page.best === undefined,
    read: async (engine, page, place) => withBest(engine, await withLook(engine, page, place)),
  },
  { id: 'versions', title: 'Versions', lines: versionLines },
  {
    id: 'evidence',
    title: 'Where it is',
    lines: evidenceLines,
    lacks: ({ check }) => check === undefined,
    read: (engine, page, _, { signal }) => withCheck(engine, page, signal),
  },
]
