/**
 * The one door to React Email. The components package is frozen upstream (they live on in `react-email`): the day it has
 * to be left, this file is the only one to change.
 */
export {
  Button,
  Column,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from "@react-email/components";
export { render } from "@react-email/render";
