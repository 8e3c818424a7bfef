/** Kernels of this checkout; goes into JUPYTER_PATH. */
export declare const jupyterPath: string
/** The Python that Debian's packages belong to. */
export declare const python: string
/** Path of the browser, or undefined. */
export declare function findChromium(): string | undefined
/** Each installs what is missing and says whether all is there in the end. */
export declare function installJupyter(): boolean
export declare function installChromium(): boolean
export declare function installNotebook(): boolean
/** Nothing is installed. */
export declare function missingForNotebooks(): string | undefined
