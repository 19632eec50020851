/* What Postil lays over citeproc-js, and how Python speaks with it: JSON in, JSON out. */

/* A style's macros are found by name, not by a walk over the style: Chicago is called for a thousand times. */
(function () {
    var walk = CSL.XmlJSON.prototype.getNodesByName;
    CSL.XmlJSON.prototype.getNodesByName = function (tree, name, named, found) {
        if (name !== "macro" || !named || found || !tree || tree.name !== "style") {
            return walk.call(this, tree, name, named, found);
        }
        if (this.macrosOf !== tree) {
            this.macrosOf = tree;
            this.macros = {};
            walk.call(this, tree, "macro").forEach(function (macro) {
                (this.macros[macro.attrs.name] = this.macros[macro.attrs.name] || []).push(macro);
            }, this);
        }
        return this.macros[named] || [];
    };
}());

/* The macros of sort keys are built once each and run from there. citeproc-js writes each out wherever it is called,
 * 180,000 steps for Chicago, which takes Qt's engine over a minute. */
(function () {
    var expand = CSL.expandMacro;
    CSL.expandMacro = function (call, target) {
        if (!this.build.extension) {
            return expand.call(this, call, target);
        }
        var area = this[this.build.root + this.build.extension];
        var name = ["sort", call.postponed_macro, call.strings.sort_direction, this.build.current_default_locale,
            this.build.substitute_level.value() || 0, this.build.root].join("\n");
        if (!this.macros[name]) {
            var around = area.tokens;
            var steps = area.tokens = [];
            expand.call(this, call, steps);
            area.tokens = around;
            this.configureTokenList(steps);
            this.macros[name] = steps;
        }
        var run = new CSL.Token("text", CSL.SINGLETON);
        run.execs.push(function (state, Item, item) {
            var steps = state.macros[name], next = 0;
            while (next < steps.length) {
                next = CSL.tokenExec.call(state, steps[next], Item, item);
            }
        });
        target.push(run);
    };
}());

/* One work alone has no order: its sort keys, a third of the time, are made where there is another one. Old ones go,
   for the work may change while it is alone. */
(function () {
    var sort = CSL.Registry.prototype.setsortkeys;
    CSL.Registry.prototype.setsortkeys = function () {
        var keys = Object.keys(this.registry);
        if (keys.length > 1) {
            sort.call(this);
        } else if (keys.length === 1) {
            this.registry[keys[0]].sortkeys = undefined;
        }
    };
}());

/* Of a bibliography, which works have an entry: a style may leave some out, and citeproc-js tells of all. */
["html", "text"].forEach(function (form) {
    var frame = CSL.Output.Formats[form]["@bibliography/entry"];
    CSL.Output.Formats[form]["@bibliography/entry"] = function (state, entry) {
        /* Of a work that a style of numbers has no words for, citeproc-js tells only its place. */
        var id = this.system_id || state.registry.getSortedIds()[postil.listed.length];
        postil.listed.push(id);
        return frame.call(this, state, entry);
    };
});

var postil = {
    items: {},
    listed: [],
    locales: {},
    engines: {},
    system: {
        retrieveItem: function (id) { return postil.items[id]; },
        retrieveLocale: function (language) { return postil.locales[language] || false; }
    },
    learnLocale: function (language, tree) { postil.locales[language] = JSON.parse(tree); },
    prepare: function (name, style, language) {
        postil.engines[name] = new CSL.Engine(postil.system, JSON.parse(style), language, false);
        return postil.engines[name].opt.xclass;
    },
    format: function (name, asked) {
        var engine = postil.engines[name], request = JSON.parse(asked), ids = [];
        var inNotes = engine.opt.xclass === "note";
        /* Nothing that was cited before counts, neither its works nor the letters after their years. */
        postil.items = {};
        request.items.forEach(function (item) { postil.items[item.id] = item; ids.push(item.id); });
        engine.setOutputFormat(request.output);
        engine.registry = new CSL.Registry(engine);
        engine.tmp = new CSL.Engine.Tmp();
        engine.disambiguate = new CSL.Disambiguation(engine);
        var citations = request.clusters.map(function (cluster, place) {
            var properties = { noteIndex: inNotes ? place + 1 : 0 };
            if (cluster.in_text && !inNotes && engine.opt.update_mode !== CSL.NUMERIC) {
                properties.mode = "composite";
            }
            return { citationID: "c" + place, citationItems: cluster.items, properties: properties };
        });
        var shown = engine.rebuildProcessorState(citations, request.output, ids).map(function (each) { return each[2]; });
        postil.listed = [];
        var listed = request.bibliography ? engine.makeBibliography() : false;
        return JSON.stringify({
            clusters: shown,
            bibliography: listed ? listed[1] : [],
            keys: listed ? postil.listed : [],
            notes: inNotes
        });
    }
};
