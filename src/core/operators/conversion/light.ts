/** The Kubelka–Munk function of a diffuse reflectance in (0, 1]. @see Kubelka & Munk (1931), Zeitschrift für technische Physik 12, 593–601 */
export const kubelkaMunkOf = (reflectance: number): number => (1 - reflectance) ** 2 / (2 * reflectance)

/** The diffuse reflectance of a Kubelka–Munk value ≥ 0. */
export const reflectanceOf = (value: number): number => 1 / (1 + value + Math.sqrt(value * (value + 2)))
