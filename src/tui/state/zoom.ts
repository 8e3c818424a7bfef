import type { Desk } from './desk.ts'
import type { Zoom } from './layout.ts'

const said: Readonly<Record<Zoom, string>> = {
  0: 'The whole page.',
  1: 'Zoomed: without the head; + also without the frame, _ back.',
  2: 'Zoomed: without the frame; _ back.',
}

/** Around in a circle, as + and _ ask. */
export function zoomBy(desk: Desk, by: 1 | -1) {
  const zoom = ((desk.state().zoom + by + 3) % 3) as Zoom
  desk.change({ zoom })
  desk.say(said[zoom], 'faint')
}
