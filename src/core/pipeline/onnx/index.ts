export { exportOnnx, type OnnxAbout } from './export-onnx.ts'
export { type OnnxSupport, onnxSupport } from './support.ts'
