/**
 * Waymark for Google Forms. Sends each response of this form to your Waymark address, signed, and keeps trying until it has
 * arrived. How to install it: docs/senders/google-forms.md.
 *
 * Nothing to change here: the address and the secret stand in the project's settings, under "Script properties", as
 * WAYMARK_ADDRESS and WAYMARK_SECRET. What waits to be sent is kept there too: the ids of responses, never an answer.
 */

/** How far the script looks back for responses whose trigger Google has lost. */
var LOOK_BACK_MINUTES = 120;
/** After this long a response that does not arrive makes the run fail, so that Google writes to whoever installed it. */
var COMPLAIN_AFTER_HOURS = 24;
/** A run stops before Google stops it (6 minutes); the next one goes on. */
var RUN_MINUTES = 4;

/** Run this once, by hand. It may be run again: it takes its own old triggers away first. */
function install() {
  settings_();
  ScriptApp.getProjectTriggers().forEach(function (trigger) {
    ScriptApp.deleteTrigger(trigger);
  });
  ScriptApp.newTrigger("onWaymarkSubmit").forForm(FormApp.getActiveForm()).onFormSubmit().create();
  ScriptApp.newTrigger("deliverWaiting").timeBased().everyMinutes(10).create();
  var properties = PropertiesService.getScriptProperties();
  if (!properties.getProperty("WAYMARK_SINCE")) properties.setProperty("WAYMARK_SINCE", String(Date.now()));
  console.log("Installed. Fill in the form once, and look for the response in Waymark.");
}

/** Run this by hand to see every question's id, for the intake file. */
function showQuestions() {
  FormApp.getActiveForm()
    .getItems()
    .forEach(function (item) {
      console.log(item.getId() + "  " + item.getType() + "  " + item.getTitle());
    });
}

/** Called by Google when somebody has sent the form. First it is noted, then sent: a crash in between loses nothing. */
function onWaymarkSubmit(event) {
  note_(event.response.getId());
  deliverWaiting();
}

/** Called every ten minutes: sends what has not arrived yet, and what Google has told nobody about. */
function deliverWaiting() {
  var lock = LockService.getScriptLock();
  if (!lock.tryLock(1000)) return; // Another run is at it, and the next one comes in ten minutes.
  try {
    var began = Date.now();
    lookBack_(began);
    var late = waiting_().filter(function (one) {
      if (Date.now() - began > RUN_MINUTES * 60000) return isLate_(one);
      return !deliver_(one.id) && isLate_(one);
    });
    if (late.length > 0) throw new Error(late.length + " responses could not be sent to Waymark for a day or longer.");
  } finally {
    lock.releaseLock();
  }
}

/** Google now and then calls nobody. Sending one twice is harmless: Waymark knows each response by its id. */
function lookBack_(now) {
  var properties = PropertiesService.getScriptProperties();
  var since = Number(properties.getProperty("WAYMARK_SINCE") || now);
  FormApp.getActiveForm()
    .getResponses(new Date(since))
    .forEach(function (response) {
      note_(response.getId());
    });
  properties.setProperty("WAYMARK_SINCE", String(Math.max(since, now - LOOK_BACK_MINUTES * 60000)));
}

function note_(id) {
  var properties = PropertiesService.getScriptProperties();
  var name = "waiting/" + id;
  var sent = CacheService.getScriptCache().get("sent/" + id);
  if (!sent && !properties.getProperty(name)) properties.setProperty(name, String(Date.now()));
}

function waiting_() {
  var all = PropertiesService.getScriptProperties().getProperties();
  return Object.keys(all)
    .filter(function (name) {
      return name.indexOf("waiting/") === 0;
    })
    .map(function (name) {
      return { id: name.slice("waiting/".length), since: Number(all[name]) };
    })
    .sort(function (a, b) {
      return a.since - b.since;
    });
}

function isLate_(one) {
  return Date.now() - one.since > COMPLAIN_AFTER_HOURS * 3600000;
}

/** True once Waymark has it; then it waits no longer. A response that was deleted in the meantime waits no longer either. */
function deliver_(id) {
  var response = responseOf_(id);
  if (response && !post_(JSON.stringify(bodyOf_(response)))) return false;
  PropertiesService.getScriptProperties().deleteProperty("waiting/" + id);
  CacheService.getScriptCache().put("sent/" + id, "1", 21600);
  return true;
}

function responseOf_(id) {
  try {
    return FormApp.getActiveForm().getResponse(id);
  } catch (error) {
    var there = FormApp.getActiveForm()
      .getResponses()
      .some(function (response) {
        return response.getId() === id;
      });
    if (there) throw error;
    return null;
  }
}

/** Any failure is a "not yet": the address may be wrong for an hour, and the answers must not be lost for it. */
function post_(body) {
  var settings = settings_();
  var ascii = body.replace(/[\u007f-\uffff]/g, function (letter) {
    return "\\u" + ("0000" + letter.charCodeAt(0).toString(16)).slice(-4);
  });
  var timestamp = String(Math.floor(Date.now() / 1000));
  var mac = Utilities.computeHmacSha256Signature(
    timestamp + "." + ascii,
    settings.secret,
    Utilities.Charset.UTF_8,
  );
  try {
    var answer = UrlFetchApp.fetch(settings.address, {
      method: "post",
      contentType: "application/json",
      payload: ascii,
      headers: {
        "waymark-timestamp": timestamp,
        "waymark-signature": "v1," + Utilities.base64Encode(mac),
      },
      followRedirects: false,
      muteHttpExceptions: true,
    });
    var status = answer.getResponseCode();
    console.log("Waymark answered " + status);
    return status >= 200 && status < 300;
  } catch (error) {
    console.log("Waymark could not be reached");
    return false;
  }
}

function bodyOf_(response) {
  var form = FormApp.getActiveForm();
  return {
    form: { id: form.getId(), title: form.getTitle() },
    response: {
      id: response.getId(),
      submittedAt: response.getTimestamp().toISOString(),
      email: response.getRespondentEmail() || null,
    },
    answers: response.getItemResponses().map(function (answer) {
      var item = answer.getItem();
      var type = String(item.getType());
      return {
        id: String(item.getId()),
        title: item.getTitle(),
        type: type,
        rows: rowsOf_(item, type),
        value: answer.getResponse(),
      };
    }),
  };
}

function rowsOf_(item, type) {
  if (type === "GRID") return item.asGridItem().getRows();
  if (type === "CHECKBOX_GRID") return item.asCheckboxGridItem().getRows();
  return null;
}

function settings_() {
  var properties = PropertiesService.getScriptProperties();
  var address = properties.getProperty("WAYMARK_ADDRESS") || "";
  var secret = properties.getProperty("WAYMARK_SECRET") || "";
  if (!/^https:\/\/.+\/hooks\/.+\/.+$/.test(address))
    throw new Error("WAYMARK_ADDRESS is missing: copy the form's address from Waymark's page Program.");
  if (secret.length < 16) throw new Error("WAYMARK_SECRET is missing or too short: ask whoever runs Waymark for it.");
  return { address: address, secret: secret };
}
