import { budgetAnchor } from "./alarm-list.ts";
import { named, stage } from "./stage.ts";

const over = { comparisonOperator: "GREATER_THAN", thresholdType: "PERCENTAGE" };

/** Of the whole account: a stage has one of its own, or shares the warning with its neighbors. */
export const budget =
  stage.alarmsTo === undefined
    ? undefined
    : new aws.budgets.Budget("Budget", {
        name: named(budgetAnchor),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(stage.monthlyBudgetDollars),
        limitUnit: "USD",
        notifications: [
          { ...over, notificationType: "ACTUAL", threshold: 80, subscriberEmailAddresses: [stage.alarmsTo] },
          {
            ...over,
            notificationType: "FORECASTED",
            threshold: 100,
            subscriberEmailAddresses: [stage.alarmsTo],
          },
        ],
      });
