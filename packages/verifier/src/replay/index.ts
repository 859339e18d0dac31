// @mohor/verifier/replay: vectors, questions and answers, for any engine and any environment.

export { createRespondent, type ReadPicture, type Respondent } from "./answer.ts";
export { departuresOf } from "./departures.ts";
export { type Asked, decodeQuestion } from "./question.ts";
export { AnswerMissing, type Implementation, type Replay, type ReplayResult, replay } from "./replay.ts";
export { REPORT_FORMS, type ReportForm, report, summary } from "./report.ts";
export {
  type AcceptanceVector,
  type Answer,
  expectedAnswer,
  type FirstTrustWord,
  type Held,
  isNegative,
  type PackVector,
  type PictureVector,
  type Question,
  questionOf,
  type TextVector,
  type VectorFile,
} from "./vector.ts";
